package main

import (
	"math"
	"runtime"
	"sync/atomic"
	"time"
)

// Bench is what a row is handed: how often to do it, and a clock. It is testing.B's part that the board needs; the
// workers of the other runtimes have the same (dev.jopher.bench.worker.Bench).
type Bench struct {
	N        int
	grain    int64
	perN     int
	reported float64
	result   float64
	running  bool
	started  time.Time
	elapsed  time.Duration
}

func (b *Bench) StartTimer() {
	if !b.running {
		b.running = true
		b.started = time.Now()
	}
}

func (b *Bench) StopTimer() {
	if b.running {
		b.elapsed += time.Since(b.started)
		b.running = false
	}
}

func (b *Bench) ResetTimer() {
	b.elapsed = 0
	b.started = time.Now()
}

// Operations says that each of the N stands for k operations.
func (b *Bench) Operations(k int) { b.perN = k }

// Report gives the row's figure, where it is not the time per operation.
func (b *Bench) Report(nanos float64) { b.reported = nanos }

// Result records what the row has computed. It is the same each time, and in each runtime.
func (b *Bench) Result(value float64) {
	if !math.IsNaN(b.result) && b.result != value {
		panic("a wrong result")
	}
	b.result = value
}

func (b *Bench) nanos() float64 {
	if b.reported >= 0 {
		return b.reported
	}
	return float64(b.elapsed.Nanoseconds()) / float64(b.N) / float64(b.perN)
}

// RunParallel runs body in parallelism goroutines per processor; together they do N.
func (b *Bench) RunParallel(parallelism int, body func(*Share)) {
	goroutines := parallelism * runtime.GOMAXPROCS(0)
	handedOut := new(atomic.Int64)
	done := make(chan bool)
	for range goroutines {
		go func() {
			body(&Share{handedOut: handedOut, n: int64(b.N), grain: b.grain})
			done <- true
		}()
	}
	for range goroutines {
		<-done
	}
}

// Share is one goroutine's part of N; it takes a grain at a time, so that the counter is no bottleneck.
type Share struct {
	handedOut *atomic.Int64
	n         int64
	grain     int64
	left      int64
}

func (s *Share) Next() bool {
	if s.left == 0 {
		last := s.handedOut.Add(s.grain)
		switch {
		case last <= s.n:
			s.left = s.grain
		case last < s.n+s.grain:
			s.left = s.n + s.grain - last
		default:
			return false
		}
	}
	s.left--
	return true
}

// history remembers a row's latest run, which tells how large N has to be.
type history struct {
	n       int
	elapsed time.Duration
}

var histories = map[string]*history{}

// measure does the row with growing N until it takes at least goal, as testing.B does, and returns the
// last one.
func measure(name string, body func(*Bench), goal time.Duration) *Bench {
	h := histories[name]
	n := 1
	if h == nil {
		h = &history{}
		histories[name] = h
	} else {
		n = predict(goal, h)
	}
	for {
		b := run(body, n, h)
		if h.elapsed >= goal || n >= 1e9 {
			return b
		}
		n = predict(goal, h)
	}
}

func run(body func(*Bench), n int, h *history) *Bench {
	b := &Bench{N: n, grain: grain(h), perN: 1, reported: -1, result: math.NaN()}
	runtime.GC()
	b.StartTimer()
	body(b)
	b.StopTimer()
	h.n, h.elapsed = n, b.elapsed
	return b
}

// grain makes a grain about 100 microseconds.
func grain(h *history) int64 {
	if h.elapsed <= 0 {
		return 1
	}
	return min(max(int64(1e5*float64(h.n)/float64(h.elapsed.Nanoseconds())), 1), 1e4)
}

// predict gives the N that takes the goal and a fifth more, within a hundred times the latest.
func predict(goal time.Duration, h *history) int {
	elapsed := max(h.elapsed.Nanoseconds(), 1)
	n := int64(float64(goal.Nanoseconds()) * float64(h.n) / float64(elapsed))
	n += n / 5
	n = min(n, 100*int64(h.n))
	if h.elapsed < goal {
		n = max(n, int64(h.n)+1)
	}
	return int(min(max(n, 1), 1e9))
}
