// A reader gives back the write lock, which it does not have.
package main

import (
	"fmt"
	"sync"
)

var (
	mu    sync.RWMutex
	users = map[string]string{"1": "Ann"}
)

func main() {
	fmt.Println("hello, " + user("1"))
}

func user(id string) string {
	mu.RLock()
	defer mu.Unlock()
	return users[id]
}
