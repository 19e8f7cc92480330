// The goroutines count themselves, too late: await finds a count of zero, and main closes the
// channel that they send to.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	results := make(chan string, 3)
	var wg sync.WaitGroup
	for i := range 3 {
		go func() {
			time.Sleep(time.Duration(100+50*i) * time.Millisecond)
			wg.Add(1)
			fetch(fmt.Sprint("page ", i), results)
			wg.Done()
		}()
	}
	wg.Wait()
	close(results)
	for result := range results {
		fmt.Println(result)
	}
	time.Sleep(200 * time.Millisecond)
}

func fetch(url string, results chan<- string) {
	results <- "content of " + url
}
