// The dispatcher takes orders and returns. Both shops close, without a word to it.
package main

import (
	"fmt"
	"sync"
)

func main() {
	orders, returns := make(chan string), make(chan string)
	var done sync.WaitGroup
	done.Go(func() { dispatch(orders, returns) })
	go func() {
		for i := range 2 {
			orders <- fmt.Sprint("order ", i)
		}
	}()
	go func() { returns <- "return 0" }()
	done.Wait()
}

func dispatch(orders, returns <-chan string) {
	for {
		select {
		case <-orders:
			fmt.Println("handled")
		case <-returns:
			fmt.Println("handled")
		}
	}
}
