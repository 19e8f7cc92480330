// Two goroutines count sheep and fish at the same time, each over a channel of its own.
// Neither waits for the other; closing a channel ends the loop that ranges over it.
package main

import (
	"fmt"
	"sync"
)

func main() {
	sheep := make(chan string)
	fish := make(chan string)
	go count("sheep", sheep)
	go count("fish", fish)

	var shows sync.WaitGroup
	shows.Go(func() { show(sheep) })
	shows.Go(func() { show(fish) })
	shows.Wait()
}

func count(thing string, c chan<- string) {
	for i := 1; i <= 5; i++ {
		c <- fmt.Sprint(i, " ", thing)
	}
	close(c)
}

func show(c <-chan string) {
	for msg := range c {
		fmt.Println(msg)
	}
}
