// The producer rings a bell if the consumer listens. The consumer looks, sees nothing, and only
// then begins to listen.
package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	mu    sync.Mutex
	items []string
	bell  = make(chan struct{})
)

func main() {
	go func() { put("wool") }()
	fmt.Println("took", take())
}

func put(item string) {
	time.Sleep(100 * time.Millisecond)
	mu.Lock()
	items = append(items, item)
	mu.Unlock()
	select {
	case bell <- struct{}{}:
	default:
	}
}

func take() string {
	for {
		mu.Lock()
		if len(items) > 0 {
			defer mu.Unlock()
			return items[0]
		}
		mu.Unlock()
		time.Sleep(400 * time.Millisecond) // logs that there is nothing
		<-bell
	}
}
