// A buffered channel as a semaphore: no more than three tasks are at work at any time.
// The token is taken before the goroutine starts, so no more than three are ever made.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

const limit = 3

func main() {
	sem := make(chan int, limit)
	var tasks sync.WaitGroup
	var working, most atomic.Int32
	for i := range 12 {
		sem <- 1 // waits while three are at work
		tasks.Go(func() {
			if n := working.Add(1); n > most.Load() {
				most.Store(n)
			}
			time.Sleep(20 * time.Millisecond)
			fmt.Println("task", i, "done")
			working.Add(-1)
			<-sem
		})
	}
	tasks.Wait()
	fmt.Println("never more than", limit, "at once:", most.Load() <= limit)
}
