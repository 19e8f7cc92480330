// A broker sends to its subscribers with the lock held. A subscriber that has heard enough
// unsubscribes, which needs the lock.
package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	mu          sync.Mutex
	subscribers = map[chan string]bool{}
)

func main() {
	c := subscription()
	var wg sync.WaitGroup
	wg.Go(func() { subscribe(c) })
	for _, news := range []string{"rain", "sun"} {
		publish(news)
	}
	wg.Wait()
}

func subscription() chan string {
	c := make(chan string)
	mu.Lock()
	defer mu.Unlock()
	subscribers[c] = true
	return c
}

func publish(news string) {
	mu.Lock()
	defer mu.Unlock()
	for c := range subscribers {
		c <- news
	}
}

func subscribe(c chan string) {
	fmt.Println(<-c)
	time.Sleep(200 * time.Millisecond)
	mu.Lock()
	defer mu.Unlock()
	delete(subscribers, c)
}
