package main

import (
	"context"
	"errors"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
)

func init() {
	pair("GoGroups.Start", func(v *V) {
		var wg sync.WaitGroup
		wg.Add(1)
		go func() { v.await(1); v.y = v.x; wg.Done() }()
		v.x = 1
		v.next()
		wg.Wait()
	}, func(v *V) {
		var wg sync.WaitGroup
		v.x = 1
		wg.Add(1)
		go func() { v.y = v.x; wg.Done() }()
		wg.Wait()
	})
	pair("GoGroups.End", func(v *V) {
		go func() { v.x = 1; v.next() }()
		v.await(1)
		for i := 0; i < 20; i++ {
			runtime.Gosched()
		}
		v.y = v.x
	}, func(v *V) {
		var wg sync.WaitGroup
		wg.Go(func() { v.x = 1 })
		wg.Wait()
		v.y = v.x
	})
	pair("GoGroups.Arguments", func(v *V) {
		var wg sync.WaitGroup
		use := func(n int) { v.y = n; wg.Done() }
		wg.Add(1)
		go func() { v.await(1); use(v.x) }()
		v.x = 1
		v.next()
		wg.Wait()
	}, func(v *V) {
		var wg sync.WaitGroup
		use := func(n int) { v.y = n; wg.Done() }
		wg.Add(1)
		go use(v.x)
		v.x = 1
		wg.Wait()
	})
	pair("GoGroups.Siblings", func(v *V) {
		par(func() { v.x++; v.next() }, func() { v.await(1); v.x++ })
	}, func(v *V) {
		par(func() { v.x++ }, func() { v.y++ })
	})
	pair("GoGroups.Grandchild", func(v *V) {
		done := make(chan int, 1)
		go func() { go func() { v.await(1); v.y = v.x; done <- 1 }() }()
		v.x = 1
		v.next()
		<-done
	}, func(v *V) {
		done := make(chan int, 1)
		v.x = 1
		go func() { go func() { v.y = v.x; done <- 1 }() }()
		<-done
	})
	pair("GoGroups.Done", func(v *V) {
		var wg sync.WaitGroup
		wg.Add(1)
		go func() { wg.Done(); v.x = 1; v.next() }()
		wg.Wait()
		v.await(1)
		v.y = v.x
	}, func(v *V) {
		var wg sync.WaitGroup
		wg.Add(1)
		go func() { v.x = 1; wg.Done() }()
		wg.Wait()
		v.y = v.x
	})
	pair("GoGroups.AddIsNoEdge", func(v *V) {
		var wg sync.WaitGroup
		wg.Add(1)
		seq(func() { v.x = 1; wg.Add(1) }, func() { wg.Add(1); v.y = v.x })
	}, func(v *V) {
		var wg sync.WaitGroup
		wg.Add(1)
		seq(func() { wg.Add(1); v.x = 1; wg.Done(); wg.Done() }, func() { wg.Wait(); v.y = v.x })
	})
	pair("GoGroups.Workers", func(v *V) {
		var wg sync.WaitGroup
		sum := make([]int, 3)
		for i := range 3 {
			wg.Go(func() { v.await(i); sum[0]++; v.next() })
		}
		wg.Wait()
	}, func(v *V) {
		var wg sync.WaitGroup
		sum := make([]int, 3)
		for i := range 3 {
			wg.Go(func() { sum[i]++ })
		}
		wg.Wait()
		v.y = sum[0] + sum[1] + sum[2]
	})
	pair("GoGroups.TwoWaits", func(v *V) {
		var wg sync.WaitGroup
		wg.Go(func() { v.x = 1 })
		par(func() { wg.Wait(); v.x++; v.next() }, func() { wg.Wait(); v.await(1); v.x++ })
	}, func(v *V) {
		var wg sync.WaitGroup
		wg.Go(func() { v.x = 1 })
		par(func() { wg.Wait(); v.y = v.x }, func() { wg.Wait(); v.z = v.x })
	})
	pair("GoGroups.ErrGroupWait", func(v *V) {
		var group errgroup.Group
		group.Go(func() error { v.await(1); v.x = 1; return nil })
		v.y = v.x
		v.next()
		group.Wait()
	}, func(v *V) {
		var group errgroup.Group
		group.Go(func() error { v.x = 1; return nil })
		group.Wait()
		v.y = v.x
	})
	pair("GoGroups.ErrGroupLimit", func(v *V) {
		var group errgroup.Group
		group.SetLimit(2)
		group.Go(func() error { v.meet(0); v.x++; v.next(); return nil })
		group.Go(func() error { v.meet(1); v.await(1); v.x++; return nil })
		group.Wait()
	}, func(v *V) {
		var group errgroup.Group
		group.SetLimit(1)
		group.Go(func() error { v.x++; return nil })
		group.Go(func() error { v.x++; return nil })
		group.Wait()
	})
	pair("GoGroups.ErrGroupFailure", func(v *V) {
		group, ctx := errgroup.WithContext(context.Background())
		group.Go(func() error { v.z = 1; return errors.New("") })
		group.Go(func() error { v.await(1); v.x = 1; return nil })
		group.Go(func() error { <-ctx.Done(); v.y = v.x; v.next(); return nil })
		group.Wait()
	}, func(v *V) {
		group, ctx := errgroup.WithContext(context.Background())
		group.Go(func() error { v.x = 1; return errors.New("") })
		group.Go(func() error { <-ctx.Done(); v.y = v.x; return nil })
		group.Wait()
	})
	pair("GoGroups.SemaphoreOfOne", func(v *V) {
		two := semaphore.NewWeighted(2)
		par(func() { acquire(two); v.meet(0); v.x++; v.next(); two.Release(1) },
			func() { acquire(two); v.meet(1); v.await(1); v.x++; two.Release(1) })
	}, func(v *V) {
		one := semaphore.NewWeighted(1)
		par(func() { acquire(one); v.x++; one.Release(1) }, func() { acquire(one); v.x++; one.Release(1) })
	})
	pair("GoGroups.TryAcquire", func(v *V) {
		sem := semaphore.NewWeighted(1)
		seq(func() { acquire(sem); v.x = 1; sem.Release(1); acquire(sem) }, func() { sem.TryAcquire(1); v.y = v.x })
	}, func(v *V) {
		sem := semaphore.NewWeighted(1)
		seq(func() { acquire(sem); v.x = 1; sem.Release(1) }, func() { sem.TryAcquire(1); v.y = v.x })
	})
	pair("GoGroups.Flight", func(v *V) {
		var flights singleflight.Group
		par(func() { flights.Do("k", made); v.x = 1; v.next() }, func() { flights.Do("k", made); v.await(1); v.y = v.x })
	}, func(v *V) {
		var flights singleflight.Group
		par(func() { a, _, _ := flights.Do("k", made); v.y = a.([]int)[0] },
			func() { a, _, _ := flights.Do("k", made); v.z = a.([]int)[0] })
	})
	pair("GoGroups.LoopVariable", func(v *V) {
		var wg sync.WaitGroup
		var i int
		for i = 0; i < 3; i++ {
			wg.Go(func() { v.await(1); _ = use(i) })
		}
		v.next()
		wg.Wait()
	}, func(v *V) {
		var wg sync.WaitGroup
		for i := 0; i < 3; i++ {
			wg.Go(func() { _ = use(i) })
		}
		wg.Wait()
	})
}

func made() (any, error) {
	a := make([]int, 1)
	a[0] = 1
	return a, nil
}

//go:noinline
func use(i int) int { return i }

func acquire(s *semaphore.Weighted) {
	s.Acquire(context.Background(), 1)
}
