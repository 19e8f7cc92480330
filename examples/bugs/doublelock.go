// A bank account: transfer holds the lock and calls balance, which locks it again. A Mutex is not
// reentrant.
package main

import (
	"fmt"
	"sync"
)

var (
	mu    sync.Mutex
	cents = 500
)

func main() {
	fmt.Println("transferred:", withdraw(200))
}

func withdraw(amount int) bool {
	mu.Lock()
	defer mu.Unlock()
	if balance() < amount {
		return false
	}
	cents -= amount
	return true
}

func balance() int {
	mu.Lock()
	defer mu.Unlock()
	return cents
}
