// Every request starts a goroutine that listens for updates. The request ends, the updates never
// do.
package main

import (
	"fmt"
	"time"
)

func main() {
	for i := range 10 {
		fmt.Println(serve(fmt.Sprint("/page", i)))
	}
	time.Sleep(200 * time.Millisecond)
}

func serve(path string) string {
	updates := make(chan string)
	go func() { listen(path, updates) }()
	updates <- "loading"
	return "200 " + path
}

func listen(path string, updates <-chan string) {
	for range updates {
		time.Sleep(time.Millisecond)
	}
}
