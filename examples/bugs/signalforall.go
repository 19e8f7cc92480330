// The gate opens for three runners, but signal wakes one of them.
package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	mu     sync.Mutex
	opened = sync.NewCond(&mu)
	open   bool
)

func main() {
	var runners sync.WaitGroup
	for range 3 {
		runners.Go(run)
	}
	time.Sleep(200 * time.Millisecond)
	mu.Lock()
	open = true
	opened.Signal()
	mu.Unlock()
	runners.Wait()
	fmt.Println("all ran")
}

func run() {
	mu.Lock()
	defer mu.Unlock()
	for !open {
		opened.Wait()
	}
}
