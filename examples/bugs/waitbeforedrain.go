// main waits for all workers before it reads what they send. They send to a channel that no
// goroutine reads.
package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make(chan string)
	var wg sync.WaitGroup
	for _, url := range []string{"a", "b", "c"} {
		wg.Go(func() { fetch(url, results) })
	}
	wg.Wait()
	close(results)
	for result := range results {
		fmt.Println(result)
	}
}

func fetch(url string, results chan<- string) {
	results <- "content of " + url
}
