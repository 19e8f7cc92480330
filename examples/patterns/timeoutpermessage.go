// Each message may take half a second. Joe takes ten times as long each time.
// The timeout is made anew in every round, so it is for one message only.
package main

import (
	"fmt"
	"time"
)

func main() {
	c := boring("Joe")
	for {
		select {
		case s := <-c:
			fmt.Println(s)
		case <-time.After(500 * time.Millisecond):
			fmt.Println("You're too slow.")
			return
		}
	}
}

func boring(name string) <-chan string {
	c := make(chan string)
	go func() {
		pause := time.Millisecond
		for i := 0; ; i++ {
			c <- fmt.Sprint(name, " ", i)
			time.Sleep(pause)
			pause *= 10
		}
	}()
	return c
}
