// One million goroutines, each blocked on a channel; closing it releases them all.
// Look at the memory that one of them takes while it waits.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

const million = 1_000_000

func main() {
	release := make(chan int)
	var started, ended sync.WaitGroup
	var woken atomic.Int64
	before := memory()

	started.Add(million)
	for range million {
		ended.Go(func() {
			started.Done()
			<-release
			woken.Add(1)
		})
	}
	started.Wait()
	fmt.Println("goroutines:", runtime.NumGoroutine())
	fmt.Println("memory for each:", (memory()-before)/million, "bytes")

	close(release)
	ended.Wait()
	fmt.Println("released:", woken.Load())
}

func memory() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Sys
}
