// The same counter twice: behind a mutex, and owned by a goroutine that others send to.
// Both count right. Sometimes all you need is a reference counter: then take the mutex.
package main

import (
	"fmt"
	"sync"
)

type mutexCounter struct {
	mu sync.Mutex
	n  int
}

func (c *mutexCounter) add(d int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += d
}

func (c *mutexCounter) get() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

type channelCounter struct {
	adds chan int
	gets chan int
}

func newChannelCounter() *channelCounter {
	c := &channelCounter{make(chan int), make(chan int)}
	go c.own()
	return c
}

func (c *channelCounter) own() {
	n := 0
	for {
		select {
		case d := <-c.adds:
			n += d
		case c.gets <- n:
		}
	}
}

func (c *channelCounter) add(d int) { c.adds <- d }
func (c *channelCounter) get() int  { return <-c.gets }

type counter interface {
	add(d int)
	get() int
}

// 1000 users take 10 references each and give 9 of them back.
func use(c counter) int {
	var users sync.WaitGroup
	for range 1000 {
		users.Go(func() {
			for range 10 {
				c.add(1)
			}
			for range 9 {
				c.add(-1)
			}
		})
	}
	users.Wait()
	return c.get()
}

func main() {
	fmt.Println("mutex:", use(&mutexCounter{}))
	fmt.Println("channel:", use(newChannelCounter()))
}
