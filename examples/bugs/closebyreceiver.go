// The consumer has had enough and closes the channel. The producer does not know and sends the
// next value.
package main

import (
	"fmt"
	"time"
)

func main() {
	numbers := make(chan int)
	go func() { count(numbers) }()
	for n := range numbers {
		if n == 3 {
			break
		}
	}
	close(numbers)
	time.Sleep(200 * time.Millisecond)
	fmt.Println("counted to 3")
}

func count(numbers chan<- int) {
	for i := 1; ; i++ {
		time.Sleep(5 * time.Millisecond)
		numbers <- i
	}
}
