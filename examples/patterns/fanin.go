// Two speakers into one channel, with a goroutine for each that passes on what it hears. The
// speaker that is ready speaks: they no longer wait for each other's turn.
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

func fanIn(inputs ...<-chan string) <-chan string {
	c := make(chan string)
	for _, in := range inputs {
		go func() {
			for {
				c <- <-in
			}
		}()
	}
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
