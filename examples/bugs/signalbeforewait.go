// The signal comes before the wait, and is lost: a condition remembers nothing.
package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	mu    sync.Mutex
	ready = sync.NewCond(&mu)
)

func main() {
	go load()
	time.Sleep(200 * time.Millisecond) // is busy with something else
	mu.Lock()
	ready.Wait()
	mu.Unlock()
	fmt.Println("loaded")
}

func load() {
	mu.Lock()
	defer mu.Unlock()
	ready.Signal()
}
