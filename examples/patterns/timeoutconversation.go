// The whole conversation may take half a second: the timeout is made once, before the loop.
// However quick each message is, at the end of that time it is over.
package main

import (
	"fmt"
	"math/rand/v2"
	"time"
)

func main() {
	c := boring("Joe")
	timeout := time.After(500 * time.Millisecond)
	for {
		select {
		case s := <-c:
			fmt.Println(s)
		case <-timeout:
			fmt.Println("You talk too much.")
			return
		}
	}
}

func boring(name string) <-chan string {
	c := make(chan string)
	go func() {
		for i := 0; ; i++ {
			c <- fmt.Sprint(name, " ", i)
			time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
		}
	}()
	return c
}
