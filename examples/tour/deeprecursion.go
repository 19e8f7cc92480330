// A goroutine calls itself a million times; a thread with a stack of 1 MB ends long before.
// Its stack grows on the way down, and what it took is given back when it is up again.
package main

import (
	"fmt"
	"runtime"
	"time"
)

const depth = 1_000_000

var (
	stops = make(chan int)
	goOn  = make(chan bool)
)

func main() {
	go func() {
		stop(0)
		stop(down(depth))
	}()
	before := look("before")
	bottom := look("at the bottom") - before
	after := look("back again, steps") - before
	fmt.Println("more than a thread has:", bottom > 4<<20)
	fmt.Println("shrunk again:", after < 1<<20)
}

func down(n int) int {
	if n == 0 {
		stop(depth)
		return 0
	}
	return down(n-1) + 1
}

func stop(n int) {
	stops <- n
	<-goOn
}

func look(where string) int64 {
	n := <-stops
	bytes := memory()
	fmt.Println(where, n)
	fmt.Println("  memory:", bytes>>20, "MB")
	goOn <- true
	return bytes
}

// The memory that stacks take; each collection may shrink them.
func memory() int64 {
	for range 20 {
		time.Sleep(time.Millisecond)
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.StackInuse)
}
