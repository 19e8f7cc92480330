package main

import "sync"

// What an operation costs when there are few goroutines and when there are many.
func init() {
	rows["Ring100"] = func(b *Bench) { ring(b, 100) }
	rows["Ring10k"] = func(b *Bench) { ring(b, 10_000) }
	rows["Ring1M"] = func(b *Bench) { ring(b, 1_000_000) }
}

// ring: a value goes round goroutines that each wait on a channel of their own; it counts the hops that are left.
func ring(b *Bench, size int) {
	b.Operations(size)
	b.StopTimer()
	chans := make([]chan int, size)
	for i := range chans {
		chans[i] = make(chan int)
	}
	done := make(chan bool)
	var started sync.WaitGroup
	started.Add(size)
	for i := range chans {
		go func() {
			started.Done()
			pass(chans[i], chans[(i+1)%size], done)
		}()
	}
	started.Wait()
	b.StartTimer()
	chans[0] <- b.N * size
	<-done
	b.StopTimer()
	for _, c := range chans {
		close(c)
	}
}

func pass(from, to chan int, done chan bool) {
	for hops := range from {
		if hops == 1 {
			done <- true
		} else {
			to <- hops - 1
		}
	}
}
