// To unlock a mutex that is not locked is a mistake as well, and no recover helps.
// "fatal error", Go calls what cannot be recovered from; exit code 2.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	mu.Lock()
	mu.Unlock()
	fmt.Println("unlocking again")
	mu.Unlock()
}
