// Two requests lock a cache and its statistics in opposite orders. The server's heartbeat
// continues, so the deadlock is not noticed.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	serve(new(sync.Mutex), new(sync.Mutex))
	for range 20 {
		time.Sleep(50 * time.Millisecond) // the heartbeat
	}
	fmt.Println("up and running")
}

func serve(cache, statistics *sync.Mutex) {
	go func() { put(cache, statistics) }()
	go func() { report(cache, statistics) }()
}

func put(cache, statistics *sync.Mutex) {
	cache.Lock()
	defer cache.Unlock()
	time.Sleep(200 * time.Millisecond)
	statistics.Lock()
	defer statistics.Unlock()
}

func report(cache, statistics *sync.Mutex) {
	statistics.Lock()
	defer statistics.Unlock()
	time.Sleep(200 * time.Millisecond)
	cache.Lock()
	defer cache.Unlock()
}
