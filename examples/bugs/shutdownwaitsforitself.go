// A handler that receives "stop" shuts the server down, and the shutdown waits for all handlers.
package main

import (
	"fmt"
	"sync"
)

var (
	handlers sync.WaitGroup
	stopped  = make(chan struct{})
)

func main() {
	for _, request := range []string{"/", "/stop"} {
		handlers.Go(func() { handle(request) })
	}
	<-stopped
	fmt.Println("stopped")
}

func handle(request string) {
	if request == "/stop" {
		shutdown()
	}
}

func shutdown() {
	handlers.Wait()
	close(stopped)
}
