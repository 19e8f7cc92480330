// A handler throws while it holds the lock. The server goes on, as servers do, and every later
// request waits.
package main

import (
	"fmt"
	"sync"
)

var (
	mu   sync.Mutex
	hits = map[string]int{}
)

func main() {
	for _, request := range []string{"/a", "", "/b"} {
		done := make(chan struct{})
		go func() { serve(request, done) }()
		<-done
	}
}

func serve(request string, done chan<- struct{}) {
	defer close(done)
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("500:", e)
		}
	}()
	handle(request)
}

func handle(request string) {
	mu.Lock()
	if request == "" {
		panic("empty request")
	}
	hits[request]++
	mu.Unlock()
	fmt.Println("200:", request)
}
