// A chain in which each adds one to what comes from the right. The last one is never given
// anything.
package main

import "fmt"

func main() {
	leftmost := make(chan int)
	left := leftmost
	for range 50 {
		right := make(chan int)
		go whisper(left, right)
		left = right
	}
	fmt.Println(<-leftmost)
}

func whisper(left chan<- int, right <-chan int) {
	left <- 1 + <-right
}
