// The last stage fails and returns. The stages before it wait for a receiver of what they
// have.
package main

import (
	"fmt"
	"time"
)

func main() {
	fmt.Println("stored:", store(parse(read())))
	time.Sleep(200 * time.Millisecond)
}

func read() <-chan string {
	out := make(chan string)
	go func() {
		for _, s := range []string{"1", "2", "three", "4", "5"} {
			out <- s
		}
		close(out)
	}()
	return out
}

func parse(in <-chan string) <-chan int {
	out := make(chan int)
	go func() {
		for s := range in {
			out <- len(s)
		}
		close(out)
	}()
	return out
}

func store(in <-chan int) bool {
	for n := range in {
		if n > 1 {
			return false
		}
	}
	return true
}
