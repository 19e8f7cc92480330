// Range receives until the channel is closed and everything sent before is taken out.
// After that a receive returns at once, with nothing, and says so.
package main

import "fmt"

func main() {
	squares := make(chan int, 3)
	go func() {
		for i := range 5 {
			squares <- i * i
		}
		close(squares)
	}()
	for square := range squares {
		fmt.Println(square)
	}
	_, ok := <-squares
	fmt.Println("still open:", ok)
}
