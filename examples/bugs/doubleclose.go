// Each of two workers closes the results when it has finished.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	results := make(chan int, 10)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go func() {
			work(i, results)
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(len(results), "results")
}

func work(id int, results chan<- int) {
	time.Sleep(time.Duration(100*id) * time.Millisecond)
	if id == 0 {
		results <- 0
	}
	close(results)
}
