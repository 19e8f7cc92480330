// Two speakers into one channel, with a single goroutine that listens to both by select.
// The same as FanIn, one goroutine less.
package main

import (
	"fmt"
	"math/rand/v2"
	"time"
)

func main() {
	c := fanIn(boring("Joe"), boring("Ann"))
	for range 10 {
		fmt.Println(<-c)
	}
	fmt.Println("You're both boring; I'm leaving.")
}

func fanIn(a, b <-chan string) <-chan string {
	c := make(chan string)
	go func() {
		for {
			select {
			case s := <-a:
				c <- s
			case s := <-b:
				c <- s
			}
		}
	}()
	return c
}

func boring(name string) <-chan string {
	c := make(chan string)
	go func() {
		for i := 0; ; i++ {
			c <- fmt.Sprint(name, " ", i)
			time.Sleep(time.Duration(rand.IntN(50)) * time.Millisecond)
		}
	}()
	return c
}
