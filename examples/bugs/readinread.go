// total holds the read lock and calls price, which takes it again. Most of the time that works.
// Once a writer comes between, it waits for total, and price waits for the writer.
package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	mu     sync.RWMutex
	prices = map[string]int{"wool": 3, "fish": 5}
)

func main() {
	var wg sync.WaitGroup
	wg.Go(func() { fmt.Println("total:", total()) })
	wg.Go(raise)
	wg.Wait()
}

func total() int {
	mu.RLock()
	defer mu.RUnlock()
	sum := 0
	for _, thing := range []string{"wool", "fish"} {
		time.Sleep(200 * time.Millisecond)
		sum += price(thing)
	}
	return sum
}

func price(thing string) int {
	mu.RLock()
	defer mu.RUnlock()
	return prices[thing]
}

func raise() {
	time.Sleep(100 * time.Millisecond)
	mu.Lock()
	defer mu.Unlock()
	for thing := range prices {
		prices[thing]++
	}
}
