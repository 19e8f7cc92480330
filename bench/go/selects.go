package main

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// The shapes of src/runtime/chan_test.go with select.
func init() {
	rows["SelectUncontended"] = selectUncontended
	rows["SelectSyncContended"] = selectSyncContended
	rows["SelectAsyncContended"] = selectAsyncContended
	rows["SelectNonblock"] = selectNonblock
	rows["SelectProdCons"] = selectProdCons
	rows["SelectSharedDone"] = selectSharedDone
}

func selectUncontended(b *Bench) {
	b.RunParallel(1, func(s *Share) { swap(s, make(chan int, 1), make(chan int, 1)) })
}

func selectAsyncContended(b *Bench) {
	procs := runtime.GOMAXPROCS(0)
	c1, c2 := make(chan int, procs), make(chan int, procs)
	b.RunParallel(1, func(s *Share) { swap(s, c1, c2) })
}

func swap(s *Share, c1, c2 chan int) {
	c1 <- 0
	for s.Next() {
		select {
		case <-c1:
			c2 <- 0
		case <-c2:
			c1 <- 0
		}
	}
}

func selectSyncContended(b *Bench) {
	c1, c2, c3 := make(chan int), make(chan int), make(chan int)
	done := make(chan int)
	b.RunParallel(1, func(s *Share) {
		go func() {
			for {
				select {
				case c1 <- 0:
				case c2 <- 0:
				case c3 <- 0:
				case <-done:
					return
				}
			}
		}()
		for s.Next() {
			select {
			case <-c1:
			case <-c2:
			case <-c3:
			}
		}
	})
	close(done)
}

func selectNonblock(b *Bench) {
	c1, c2 := make(chan int), make(chan int)
	c3, c4 := make(chan int, 1), make(chan int, 1)
	b.RunParallel(1, func(s *Share) {
		for s.Next() {
			select {
			case <-c1:
			default:
			}
			select {
			case c2 <- 0:
			default:
			}
			select {
			case <-c3:
			default:
			}
			select {
			case c4 <- 0:
			default:
			}
		}
	})
}

func selectProdCons(b *Bench) {
	procs := runtime.GOMAXPROCS(0)
	var left atomic.Int32
	left.Store(int32(b.N / callsPerSched))
	done := make(chan bool, 2*procs)
	c := make(chan int, 128)
	end := make(chan bool)
	for range procs {
		go func() { done <- selectProducer(&left, c, end) }()
		go func() { done <- selectConsumer(c, end) }()
	}
	for range 2 * procs {
		<-done
	}
}

func selectProducer(left *atomic.Int32, c chan int, end chan bool) bool {
	foo := zero
	never := time.After(time.Hour)
	for left.Add(-1) >= 0 {
		for g := 0; g < callsPerSched; g++ {
			foo = work(foo, 100)
			select {
			case c <- 1:
			case <-never:
			case <-end:
			}
		}
	}
	c <- 0
	return foo == 42
}

func selectConsumer(c chan int, end chan bool) bool {
	foo := zero
	never := time.After(time.Hour)
	for {
		select {
		case v := <-c:
			if v == 0 {
				return foo == 42
			}
		case <-never:
		case <-end:
		}
		foo = work(foo, 100)
	}
}

// selectSharedDone: 100 pairs; every receive of every pair is a select with one channel that all of them share.
func selectSharedDone(b *Bench) {
	const pairs = 100
	done := make(chan struct{})
	var wg sync.WaitGroup
	each := b.N/pairs + 1
	for range pairs {
		c := make(chan int)
		wg.Go(func() {
			for i := 0; i < each; i++ {
				c <- 1
			}
		})
		wg.Go(func() {
			for i := 0; i < each; i++ {
				select {
				case <-c:
				case <-done:
					return
				}
			}
		})
	}
	wg.Wait()
	close(done)
}
