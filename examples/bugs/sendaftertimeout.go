// The caller gives up after a while. The answer comes later, when no goroutine receives it.
package main

import (
	"fmt"
	"time"
)

func main() {
	for i := range 3 {
		fmt.Printf("request %d: %s\n", i, query())
	}
	time.Sleep(300 * time.Millisecond)
}

func query() string {
	answer := make(chan string)
	go func() {
		time.Sleep(50 * time.Millisecond) // a slow database
		answer <- "42 rows"
	}()
	select {
	case rows := <-answer:
		return rows
	case <-time.After(10 * time.Millisecond):
		return "timed out"
	}
}
