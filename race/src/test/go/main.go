// The goroutine litmus programs of ../java/dev/jopher/race/litmus in Go, to record what Go's race
// detector says of each. Usage: litmus list | litmus NAME racy|fixed
package main

import (
	"fmt"
	"os"
	"runtime"
	"sort"
	"sync"
)

// V is what a program accesses, and an order that the detector does not see.
type V struct {
	x, y, z int
	turn    int
	here    [2]bool
}

type program struct{ racy, fixed func(*V) }

var programs = map[string]program{}

func pair(name string, racy, fixed func(*V)) {
	programs[name] = program{racy, fixed}
}

//go:norace
//go:noinline
func (v *V) await(n int) {
	for v.turn < n {
		runtime.Gosched()
	}
}

//go:norace
//go:noinline
func (v *V) next() {
	v.turn++
}

// meet waits until both are there.
//
//go:norace
//go:noinline
func (v *V) meet(i int) {
	v.here[i] = true
	for !v.here[1-i] {
		runtime.Gosched()
	}
}

// par runs each in a goroutine of its own, and waits for all.
func par(bodies ...func()) {
	var wg sync.WaitGroup
	for _, f := range bodies {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f()
		}()
	}
	wg.Wait()
}

// seq does the same one after the other, with no order between them.
func seq(bodies ...func()) {
	order := new(V)
	waiting := make([]func(), len(bodies))
	for i, f := range bodies {
		waiting[i] = func() {
			order.await(i)
			f()
			order.next()
			order.await(len(bodies))
		}
	}
	par(waiting...)
}

func main() {
	if os.Args[1] == "list" {
		var names []string
		for name := range programs {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			fmt.Println(name)
		}
		return
	}
	p, ok := programs[os.Args[1]]
	if !ok {
		panic("no such program")
	}
	if os.Args[2] == "racy" {
		p.racy(new(V))
	} else {
		p.fixed(new(V))
	}
}
