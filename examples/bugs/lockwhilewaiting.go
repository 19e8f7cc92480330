// main holds the lock while it waits for workers that need it.
package main

import (
	"fmt"
	"sync"
)

func main() {
	mu := new(sync.Mutex)
	var wg sync.WaitGroup
	var sums []int
	mu.Lock()
	sums = append(sums, 0)
	for i := range 3 {
		wg.Go(func() { add(mu, &sums, i) })
	}
	wg.Wait()
	fmt.Println(len(sums), "sums")
	mu.Unlock()
}

func add(mu *sync.Mutex, sums *[]int, n int) {
	mu.Lock()
	defer mu.Unlock()
	*sums = append(*sums, n)
}
