// A hundred thousand gophers in a row: each adds one to what it hears from the right.
// Watch how long it takes to make them all and to whisper through the whole row.
package main

import "fmt"

const n = 100_000

func main() {
	leftmost := make(chan int)
	left, right := leftmost, leftmost
	for range n {
		right = make(chan int)
		go whisper(left, right)
		left = right
	}
	go func() { right <- 1 }()
	fmt.Println(<-leftmost)
}

func whisper(left, right chan int) {
	left <- 1 + <-right
}
