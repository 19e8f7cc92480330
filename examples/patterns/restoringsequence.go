// Each message carries a channel on which its speaker waits until it may continue. Joe and Ann
// still come in any order, but stay in step: none gets a round ahead.
package main

import (
	"fmt"
	"math/rand/v2"
	"time"
)

type message struct {
	text string
	goOn chan bool
}

func main() {
	c := fanIn(boring("Joe"), boring("Ann"))
	for range 5 {
		first := <-c
		fmt.Println(first.text)
		second := <-c
		fmt.Println(second.text)
		first.goOn <- true
		second.goOn <- true
	}
	fmt.Println("You're both boring; I'm leaving.")
}

func boring(name string) <-chan message {
	c := make(chan message)
	goOn := make(chan bool)
	go func() {
		for i := 0; ; i++ {
			c <- message{fmt.Sprint(name, " ", i), goOn}
			time.Sleep(time.Duration(rand.IntN(50)) * time.Millisecond)
			<-goOn
		}
	}()
	return c
}

func fanIn(inputs ...<-chan message) <-chan message {
	c := make(chan message)
	for _, in := range inputs {
		go func() {
			for {
				c <- <-in
			}
		}()
	}
	return c
}
