// The last worker closes the results when all are done, and is itself one of those.
package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make(chan int)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() { results <- i * i })
	}
	wg.Go(func() {
		wg.Wait()
		close(results)
	})
	sum := 0
	for n := range results {
		sum += n
	}
	fmt.Println("sum", sum)
}
