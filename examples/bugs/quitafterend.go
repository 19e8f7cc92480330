// main asks the worker to quit. The worker has exited by itself already; no goroutine receives.
package main

import (
	"fmt"
	"time"
)

func main() {
	quit := make(chan struct{})
	go func() { work(quit) }()
	time.Sleep(300 * time.Millisecond)
	quit <- struct{}{}
	fmt.Println("stopped")
}

func work(quit <-chan struct{}) {
	for i := range 3 {
		select {
		case <-quit:
			return
		case <-time.After(time.Duration(i) * time.Millisecond):
		}
	}
}
