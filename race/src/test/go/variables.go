package main

import (
	"runtime"
	"sync"
	"sync/atomic"
)

type point struct{ a, b int }

type counter struct {
	n  int
	mu sync.Mutex
}

func (c *counter) inc() { c.n++ }

func (c *counter) lockedInc() {
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
}

var global, other int

func init() {
	pair("GoVariables.Elements", func(v *V) {
		a := make([]int, 4)
		par(func() { a[1] = 1; v.next() }, func() { v.await(1); a[1] = 2 })
	}, func(v *V) {
		a := make([]int, 4)
		par(func() { a[1] = 1 }, func() { a[2] = 2 })
	})
	pair("GoVariables.StructFields", func(v *V) {
		p := new(point)
		par(func() { p.a = 1; v.next() }, func() { v.await(1); p.a = 2 })
	}, func(v *V) {
		p := new(point)
		par(func() { p.a = 1 }, func() { p.b = 2 })
	})
	pair("GoVariables.StringVariable", func(v *V) {
		s := "a"
		par(func() { s = "b"; v.next() }, func() { v.await(1); v.y = len(s) })
	}, func(v *V) {
		s := "a"
		c := make(chan string, 1)
		par(func() { s = "b"; c <- s }, func() { v.y = len(<-c) })
	})
	pair("GoVariables.MapAccess", func(v *V) {
		m := map[string]int{}
		par(func() { m["a"] = 1; v.next() }, func() { v.await(1); v.y = m["b"] })
	}, func(v *V) {
		m := map[string]int{}
		var mu sync.Mutex
		par(func() { mu.Lock(); m["a"] = 1; mu.Unlock() }, func() { mu.Lock(); v.y = m["b"]; mu.Unlock() })
	})
	pair("GoVariables.MapWrites", func(v *V) {
		m := map[int]int{}
		par(func() { m[1] = 1; v.next() }, func() { v.await(1); m[2] = 2 })
	}, func(v *V) {
		m, n := map[int]int{}, map[int]int{}
		par(func() { m[1] = 1 }, func() { n[2] = 2 })
	})
	pair("GoVariables.Global", func(v *V) {
		par(func() { global = 1; v.next() }, func() { v.await(1); global = 2 })
	}, func(v *V) {
		par(func() { global = 1 }, func() { other = 2 })
	})
	pair("GoVariables.MethodValue", func(v *V) {
		f := new(counter).inc
		par(func() { f(); v.next() }, func() { v.await(1); f() })
	}, func(v *V) {
		f := new(counter).lockedInc
		par(f, f)
	})
	pair("GoVariables.Captured", func(v *V) {
		n := 0
		f := func() { n++ }
		par(func() { f(); v.next() }, func() { v.await(1); f() })
	}, func(v *V) {
		f := func() {
			n := new(int)
			*n++
		}
		par(f, f)
	})
	pair("GoVariables.Deferred", func(v *V) {
		c := make(chan int)
		par(func() { defer func() { v.x = 1; v.next() }(); c <- 1 }, func() { <-c; v.await(1); v.y = v.x })
	}, func(v *V) {
		c := make(chan int)
		par(func() { defer func() { c <- 1 }(); v.x = 1 }, func() { <-c; v.y = v.x })
	})
	pair("GoVariables.Recovered", func(v *V) {
		c := make(chan int)
		par(func() { defer func() { recover(); c <- 1; v.x = 1; v.next() }(); panic("") }, func() { <-c; v.await(1); v.y = v.x })
	}, func(v *V) {
		c := make(chan int)
		par(func() { defer func() { recover(); c <- 1 }(); v.x = 1; panic("") }, func() { <-c; v.y = v.x })
	})
	pair("GoVariables.AtomicFlag", func(v *V) {
		var flag atomic.Int32
		par(func() { flag.Store(1); v.x = 1; v.next() }, func() { untilSet(&flag); v.await(1); v.y = v.x })
	}, func(v *V) {
		var flag atomic.Int32
		par(func() { v.x = 1; flag.Store(1) }, func() { untilSet(&flag); v.y = v.x })
	})
	pair("GoVariables.AtomicCounter", func(v *V) {
		var count atomic.Int32
		par(func() { count.Add(1); v.x = 1; v.next() }, func() { count.Add(1); v.await(1); v.x = 2 })
	}, func(v *V) {
		var count atomic.Int32
		last := func() {
			if count.Add(1) == 2 {
				v.z = v.x + v.y
			}
		}
		par(func() { v.x = 1; last() }, func() { v.y = 1; last() })
	})
	pair("GoVariables.CompareAndSet", func(v *V) {
		var lock atomic.Int32
		par(func() { locked(&lock, func() { v.z++ }); v.x++; v.next() },
			func() { locked(&lock, func() { v.z++ }); v.await(1); v.x++ })
	}, func(v *V) {
		var lock atomic.Int32
		par(func() { locked(&lock, func() { v.x++ }) }, func() { locked(&lock, func() { v.x++ }) })
	})
	pair("GoVariables.PlainFlag", func(v *V) {
		flag := false
		par(func() { flag = true; v.next() }, func() { v.await(1); v.y = use(len(map[bool]int{flag: 1})) })
	}, func(v *V) {
		var flag atomic.Bool
		par(func() { flag.Store(true) }, func() { flag.Load() })
	})
}

func untilSet(flag *atomic.Int32) {
	for flag.Load() == 0 {
		runtime.Gosched()
	}
}

func locked(lock *atomic.Int32, f func()) {
	for !lock.CompareAndSwap(0, 1) {
		runtime.Gosched()
	}
	f()
	lock.Store(0)
}
