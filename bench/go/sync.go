package main

import (
	"context"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

// The shapes of src/sync/*_test.go, and two with Go's companions of sync.
func init() {
	rows["MutexUncontended"] = mutexUncontended
	rows["Mutex"] = func(b *Bench) { mutex(b, 0) }
	rows["MutexWork"] = func(b *Bench) { mutex(b, 100) }
	rows["MutexCounter"] = mutexCounter
	rows["RWMutexWrite100"] = func(b *Bench) { rwMutex(b, 100) }
	rows["RWMutexWrite10"] = func(b *Bench) { rwMutex(b, 10) }
	rows["WaitGroupUncontended"] = waitGroupUncontended
	rows["WaitGroupAddDone"] = waitGroupAddDone
	rows["WaitGroupActuallyWait"] = waitGroupActuallyWait
	rows["Once"] = once
	rows["Cond1"] = func(b *Bench) { cond(b, 1) }
	rows["Cond2"] = func(b *Bench) { cond(b, 2) }
	rows["Cond4"] = func(b *Bench) { cond(b, 4) }
	rows["Cond8"] = func(b *Bench) { cond(b, 8) }
	rows["Cond16"] = func(b *Bench) { cond(b, 16) }
	rows["Cond32"] = func(b *Bench) { cond(b, 32) }
	rows["SemaphoreUncontended"] = semaphoreUncontended
	rows["SemaphoreContended"] = semaphoreContended
	rows["ErrGroup100"] = errGroup100
}

func mutexUncontended(b *Bench) {
	type padded struct {
		sync.Mutex
		_ [128]uint8
	}
	b.RunParallel(1, func(s *Share) {
		var mu padded
		for s.Next() {
			mu.Lock()
			mu.Unlock()
		}
	})
}

func mutex(b *Bench, localWork int) {
	var mu sync.Mutex
	b.RunParallel(1, func(s *Share) {
		foo := zero
		for s.Next() {
			mu.Lock()
			mu.Unlock()
			foo = work(foo, localWork)
		}
		keep(foo)
	})
}

// mutexCounter counts under a lock.
func mutexCounter(b *Bench) {
	var mu sync.Mutex
	count := 0
	b.RunParallel(1, func(s *Share) {
		for s.Next() {
			mu.Lock()
			count++
			mu.Unlock()
		}
	})
	if count != b.N {
		panic("a wrong result")
	}
}

func rwMutex(b *Bench, writeRatio int) {
	var mu sync.RWMutex
	b.RunParallel(1, func(s *Share) {
		foo := 0
		for s.Next() {
			foo++
			if foo%writeRatio == 0 {
				mu.Lock()
				mu.Unlock()
			} else {
				mu.RLock()
				mu.RUnlock()
			}
		}
	})
}

func waitGroupUncontended(b *Bench) {
	type padded struct {
		sync.WaitGroup
		_ [128]uint8
	}
	b.RunParallel(1, func(s *Share) {
		var wg padded
		for s.Next() {
			wg.Add(1)
			wg.Done()
			wg.Wait()
		}
	})
}

func waitGroupAddDone(b *Bench) {
	var wg sync.WaitGroup
	b.RunParallel(1, func(s *Share) {
		for s.Next() {
			wg.Add(1)
			wg.Done()
		}
	})
}

func waitGroupActuallyWait(b *Bench) {
	b.RunParallel(1, func(s *Share) {
		for s.Next() {
			var wg sync.WaitGroup
			wg.Add(1)
			go func() { wg.Done() }()
			wg.Wait()
		}
	})
}

func once(b *Bench) {
	var o sync.Once
	f := func() {}
	b.RunParallel(1, func(s *Share) {
		for s.Next() {
			o.Do(f)
		}
	})
}

// cond: each of the waiters and one more counts; the last one wakes all others.
func cond(b *Bench, waiters int) {
	c := sync.NewCond(&sync.Mutex{})
	done := make(chan bool)
	id := 0
	for range waiters + 1 {
		go func() {
			for i := 0; i < b.N; i++ {
				c.L.Lock()
				if id == -1 {
					c.L.Unlock()
					break
				}
				id++
				if id == waiters+1 {
					id = 0
					c.Broadcast()
				} else {
					c.Wait()
				}
				c.L.Unlock()
			}
			c.L.Lock()
			id = -1
			c.Broadcast()
			c.L.Unlock()
			done <- true
		}()
	}
	for range waiters + 1 {
		<-done
	}
}

func semaphoreUncontended(b *Bench) {
	ctx := context.Background()
	b.RunParallel(1, func(s *Share) { acquireAndRelease(ctx, s, semaphore.NewWeighted(1)) })
}

// semaphoreContended: four goroutines for each permit.
func semaphoreContended(b *Bench) {
	ctx := context.Background()
	sem := semaphore.NewWeighted(int64(runtime.GOMAXPROCS(0)))
	b.RunParallel(4, func(s *Share) { acquireAndRelease(ctx, s, sem) })
}

func acquireAndRelease(ctx context.Context, s *Share, sem *semaphore.Weighted) {
	for s.Next() {
		if err := sem.Acquire(ctx, 1); err != nil {
			panic(err)
		}
		sem.Release(1)
	}
}

func errGroup100(b *Bench) {
	for i := 0; i < b.N; i++ {
		var g errgroup.Group
		for range 100 {
			g.Go(func() error { return nil })
		}
		if err := g.Wait(); err != nil {
			panic(err)
		}
	}
}
