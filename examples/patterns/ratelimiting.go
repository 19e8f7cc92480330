// Requests are served when a tick comes, every 50 ms; then with a burst of three saved up.
// Of the second five the first three come at once, the others wait for their tick.
package main

import (
	"fmt"
	"time"
)

const interval = 50 * time.Millisecond

func main() {
	fmt.Println("steady")
	throttle := time.Tick(interval)
	serve(throttle)

	fmt.Println("with bursts")
	bursty := make(chan time.Time, 3)
	for range 3 {
		bursty <- time.Now()
	}
	go func() {
		for t := range time.Tick(interval) {
			bursty <- t
		}
	}()
	serve(bursty)
}

func serve(limiter <-chan time.Time) {
	requests := make(chan int, 5)
	for i := range 5 {
		requests <- i
	}
	close(requests)

	start := time.Now()
	for req := range requests {
		<-limiter
		fmt.Println("request", req)
		fmt.Println("  after", time.Since(start).Milliseconds(), "ms")
	}
	fmt.Println("too fast:", time.Since(start) < interval)
}
