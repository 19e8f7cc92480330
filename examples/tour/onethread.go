// Ten thousand goroutines on one processor: all under way at once, one at a time running.
// Each sleeps a second, and still they take little more than one second together.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

var running, most atomic.Int32

func main() {
	runtime.GOMAXPROCS(1)
	start := time.Now()
	var wg sync.WaitGroup
	for range 10_000 {
		wg.Go(func() {
			time.Sleep(time.Second)
			run()
		})
	}
	goroutines := runtime.NumGoroutine()
	wg.Wait()
	fmt.Println("goroutines:", goroutines)
	fmt.Println("running at the same time, at most:", most.Load())
	fmt.Println("time:", time.Since(start).Milliseconds(), "ms")
}

func run() {
	if n := running.Add(1); n > most.Load() {
		most.Store(n)
	}
	running.Add(-1)
}
