// A ticket counter returns early when it is sold out, and keeps the lock.
package main

import (
	"fmt"
	"sync"
)

var (
	mu      sync.Mutex
	tickets = 2
)

func main() {
	for _, customer := range []string{"Ann", "Bob", "Cy", "Di"} {
		fmt.Printf("%s: %t\n", customer, buy())
	}
}

func buy() bool {
	mu.Lock()
	if tickets == 0 {
		return false
	}
	tickets--
	mu.Unlock()
	return true
}
