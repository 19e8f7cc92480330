// A goroutine loops over a ticker. main stops the ticker, which ends the ticks, and not the loop.
package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	ticker := time.NewTicker(5 * time.Millisecond)
	go func() { beat(ticker) }()
	time.Sleep(200 * time.Millisecond)
	ticker.Stop()
	fmt.Println("stopped")
	time.Sleep(200 * time.Millisecond)
}

func beat(ticker *time.Ticker) {
	for range ticker.C {
		runtime.Gosched()
	}
}
