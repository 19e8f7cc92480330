// The channel is closed after the loop that ends when it is closed.
package main

import (
	"fmt"
	"sync"
)

func main() {
	squares := make(chan int)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() { squares <- i * i })
	}
	sum := 0
	for n := range squares {
		sum += n
	}
	wg.Wait()
	close(squares)
	fmt.Println("sum", sum)
}
