// Four goroutines fetch an item each, and let the others pass at every step.
// On one processor all are under way but one is moving (concurrent); on two, two move (parallel).
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

const steps = 200

var underWay, moving crowd

func main() {
	fmt.Println("processors:", runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for _, item := range []string{"bread", "eggs", "milk", "tea"} {
		wg.Go(func() { fetch(item) })
	}
	wg.Wait()
	fmt.Println("under way at once, at most:", underWay.most())
	fmt.Println("moving at the same instant, mostly:", moving.usual())
}

func fetch(item string) {
	underWay.enter()
	effort := 0
	for range steps {
		moving.enter()
		effort += step()
		moving.leave()
		runtime.Gosched()
	}
	underWay.leave()
	fmt.Println("home with the", item, "after", effort, "efforts")
}

// Keeps a processor busy for a moment.
func step() int {
	effort := 0
	for i := range 100_000 {
		effort += i % 3
	}
	return effort
}

// How many are there now, and how often somebody who came made it so many.
type crowd struct {
	now   atomic.Int32
	times [5]atomic.Int32
}

func (c *crowd) enter() { c.times[c.now.Add(1)].Add(1) }
func (c *crowd) leave() { c.now.Add(-1) }

func (c *crowd) most() int {
	most := 0
	for n := range c.times {
		if c.times[n].Load() > 0 {
			most = n
		}
	}
	return most
}

func (c *crowd) usual() int {
	usual := 0
	for n := range c.times {
		if c.times[n].Load() > c.times[usual].Load() {
			usual = n
		}
	}
	return usual
}
