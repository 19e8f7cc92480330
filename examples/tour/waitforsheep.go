// A WaitGroup lets main wait until both goroutines have ended.
// Sheep and fish are counted side by side, and "all counted" comes last.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		count("sheep")
	}()
	wg.Go(func() { count("fish") }) // the same, shorter
	wg.Wait()
	fmt.Println("all counted")
}

func count(thing string) {
	for i := 1; i <= 5; i++ {
		fmt.Println(i, thing)
		time.Sleep(100 * time.Millisecond)
	}
}
