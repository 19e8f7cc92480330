// A queue whose put forgets to signal: a goroutine that waits for an item never gets one.
package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	mu      sync.Mutex
	changed = sync.NewCond(&mu)
	items   []string
)

func main() {
	var done sync.WaitGroup
	done.Go(func() { fmt.Println("took", take()) })
	time.Sleep(100 * time.Millisecond)
	put("wool")
	done.Wait()
}

func put(item string) {
	mu.Lock()
	defer mu.Unlock()
	items = append(items, item)
}

func take() string {
	mu.Lock()
	defer mu.Unlock()
	for len(items) == 0 {
		changed.Wait()
	}
	item := items[0]
	items = items[1:]
	return item
}
