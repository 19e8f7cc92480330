// A try lock may fail, and the deferred call unlocks all the same.
package main

import (
	"fmt"
	"sync"
)

var (
	mu      sync.Mutex
	skipped int
)

func main() {
	refresh()
	fmt.Println(skipped, "skipped")
	mu.Lock() // a long refresh elsewhere
	refresh()
	mu.Unlock()
}

func refresh() {
	defer mu.Unlock()
	if !mu.TryLock() {
		skipped++
	}
}
