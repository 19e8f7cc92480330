// Four goroutines fetch an item each, and let the others pass at every step.
// On one processor all are under way but one is moving (concurrent); on two, two move (parallel).
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

const steps = 1000

var underWay, moving crowd

func main() {
	home := make(chan string, 4)
	var wg sync.WaitGroup
	for _, item := range []string{"bread", "eggs", "milk", "tea"} {
		wg.Go(func() { fetch(item, home) })
	}
	wg.Wait()
	close(home)
	for what := range home {
		fmt.Println(what)
	}
	fmt.Println("processors:", runtime.GOMAXPROCS(0))
	fmt.Println("under way at once, at most:", underWay.most())
	fmt.Println("moving at the same instant, often:", moving.often())
}

func fetch(item string, home chan<- string) {
	underWay.enter()
	effort := 0
	for range steps {
		moving.enter()
		effort += step()
		moving.leave()
		runtime.Gosched()
	}
	underWay.leave()
	home <- fmt.Sprint("home with the ", item, " after ", effort, " efforts")
}

// Keeps a processor busy for a moment.
func step() int {
	effort := 0
	for i := range 100_000 {
		effort += i % 3
	}
	return effort
}

// How many are there now, and how often an arrival made it so many.
type crowd struct {
	now   atomic.Int32
	times [5]atomic.Int32
}

func (c *crowd) enter() { c.times[c.now.Add(1)].Add(1) }
func (c *crowd) leave() { c.now.Add(-1) }

// The largest number that there ever was.
func (c *crowd) most() int { return c.atLeast(1) }

// The largest number that there was at every tenth arrival or more.
func (c *crowd) often() int { return c.atLeast(4 * steps / 10) }

func (c *crowd) atLeast(times int32) int {
	n := len(c.times) - 1
	for c.times[n].Load() < times {
		n--
	}
	return n
}
