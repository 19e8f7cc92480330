// One value over a channel without a buffer: the sender waits until main receives. A tenth of a
// second after it began, the send has still not returned.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	c := make(chan string)
	done := make(chan bool)
	var sent atomic.Bool
	go func() {
		c <- "one sheep"
		sent.Store(true)
		done <- true
	}()
	time.Sleep(100 * time.Millisecond)
	fmt.Println("before the receive, sent:", sent.Load())
	fmt.Println("received:", <-c)
	<-done
	fmt.Println("after the receive, sent:", sent.Load())
}
