package main

import "sync"

func init() {
	pair("GoLocks.OneSide", func(v *V) {
		var mu sync.Mutex
		par(func() { mu.Lock(); v.x++; v.next(); mu.Unlock() }, func() { v.await(1); v.x++ })
	}, twoLocked)
	pair("GoLocks.TwoMutexes", func(v *V) {
		var mu, other sync.Mutex
		par(func() { mu.Lock(); v.x++; v.next(); mu.Unlock() }, func() { other.Lock(); v.await(1); v.x++; other.Unlock() })
	}, twoLocked)
	pair("GoLocks.AfterUnlock", func(v *V) {
		var mu sync.Mutex
		seq(func() { mu.Lock(); mu.Unlock(); v.x = 1 }, func() { mu.Lock(); v.y = v.x; mu.Unlock() })
	}, func(v *V) {
		var mu sync.Mutex
		seq(func() { mu.Lock(); v.x = 1; mu.Unlock() }, func() { mu.Lock(); mu.Unlock(); v.y = v.x })
	})
	pair("GoLocks.TryLock", func(v *V) {
		var mu sync.Mutex
		seq(func() { mu.Lock(); v.x = 1; mu.Unlock(); mu.Lock() }, func() { mu.TryLock(); v.y = v.x })
	}, func(v *V) {
		var mu sync.Mutex
		seq(func() { mu.Lock(); v.x = 1; mu.Unlock() }, func() { mu.TryLock(); v.y = v.x })
	})
	pair("GoLocks.UnlockOfAnother", func(v *V) {
		var mu sync.Mutex
		seq(func() { mu.Lock(); v.x = 1 }, func() { mu.Unlock() }, func() { mu.Lock(); v.y = v.x })
	}, func(v *V) {
		var mu sync.Mutex
		c := make(chan int, 1)
		seq(func() { mu.Lock(); v.x = 1; c <- 1 }, func() { <-c; mu.Unlock() }, func() { mu.Lock(); v.y = v.x })
	})
	pair("GoLocks.Readers", func(v *V) {
		var mu sync.RWMutex
		par(func() { mu.RLock(); v.x = 1; v.next(); mu.RUnlock() }, func() { mu.RLock(); v.await(1); v.y = v.x; mu.RUnlock() })
	}, func(v *V) {
		var mu sync.RWMutex
		par(func() { mu.Lock(); v.x = 1; mu.Unlock() }, func() { mu.RLock(); v.y = v.x; mu.RUnlock() })
	})
	pair("GoLocks.ReaderThenWriter", func(v *V) {
		var mu sync.RWMutex
		par(func() { mu.RLock(); v.y = v.x; v.next(); mu.RUnlock() }, func() { v.await(1); v.x = 1 })
	}, func(v *V) {
		var mu sync.RWMutex
		par(func() { mu.RLock(); v.y = v.x; mu.RUnlock() }, func() { mu.Lock(); v.x = 1; mu.Unlock() })
	})
	pair("GoLocks.Writers", func(v *V) {
		var mu sync.RWMutex
		seq(func() { mu.Lock(); mu.Unlock(); v.x++ }, func() { mu.Lock(); v.x++; mu.Unlock() })
	}, func(v *V) {
		var mu sync.RWMutex
		par(func() { mu.Lock(); v.x++; mu.Unlock() }, func() { mu.Lock(); v.x++; mu.Unlock() })
	})
	pair("GoLocks.AcrossWriter", func(v *V) {
		var mu sync.RWMutex
		seq(func() { mu.RLock(); v.x = 1; mu.RUnlock() }, func() { mu.RLock(); mu.RUnlock() }, func() { mu.RLock(); v.y = v.x; mu.RUnlock() })
	}, func(v *V) {
		var mu sync.RWMutex
		seq(func() { mu.RLock(); v.x = 1; mu.RUnlock() }, func() { mu.Lock(); mu.Unlock() }, func() { mu.RLock(); v.y = v.x; mu.RUnlock() })
	})
	pair("GoLocks.TryRLock", func(v *V) {
		var mu sync.RWMutex
		seq(func() { mu.Lock(); v.x = 1; mu.Unlock(); mu.Lock() }, func() { mu.TryRLock(); v.y = v.x })
	}, func(v *V) {
		var mu sync.RWMutex
		seq(func() { mu.Lock(); v.x = 1; mu.Unlock() }, func() { mu.TryRLock(); v.y = v.x })
	})
	pair("GoLocks.TryWrite", func(v *V) {
		var mu sync.RWMutex
		seq(func() { mu.RLock(); v.y = v.x; mu.RUnlock(); mu.RLock() }, func() { mu.TryLock(); v.x = 1 })
	}, func(v *V) {
		var mu sync.RWMutex
		seq(func() { mu.RLock(); v.y = v.x; mu.RUnlock() }, func() { mu.TryLock(); v.x = 1 })
	})
	pair("GoLocks.OnceRun", func(v *V) {
		var once sync.Once
		set := func() { v.z = 1 }
		par(func() { once.Do(set); v.x = 1; v.next() }, func() { once.Do(set); v.await(1); v.y = v.x })
	}, func(v *V) {
		var once sync.Once
		set := func() { v.x = 1 }
		par(func() { once.Do(set); v.y = v.x }, func() { once.Do(set); v.z = v.x })
	})
	pair("GoLocks.OnceValue", func(v *V) {
		once := sync.OnceValue(func() []int { return []int{1} })
		par(func() { once()[0]++; v.next() }, func() { v.await(1); once()[0]++ })
	}, func(v *V) {
		once := sync.OnceValue(func() []int { return []int{1} })
		par(func() { v.y = once()[0] }, func() { v.z = once()[0] })
	})
	pair("GoLocks.CondUnderLock", func(v *V) {
		var mu sync.Mutex
		cond, ready := sync.NewCond(&mu), false
		par(func() {
			mu.Lock()
			ready = true
			cond.Signal()
			mu.Unlock()
			v.x = 1
			v.next()
		},
			func() { waitFor(cond, &ready); v.await(1); v.y = v.x })
	}, func(v *V) {
		var mu sync.Mutex
		cond, ready := sync.NewCond(&mu), false
		par(func() { v.x = 1; mu.Lock(); ready = true; cond.Signal(); mu.Unlock() },
			func() { waitFor(cond, &ready); v.y = v.x })
	})
	pair("GoLocks.CondSignal", func(v *V) {
		var mu sync.Mutex
		cond := sync.NewCond(&mu)
		par(func() {
			v.await(1)
			mu.Lock()
			mu.Unlock()
			cond.Signal()
			v.x = 1
			v.next()
		},
			func() {
				mu.Lock()
				v.next()
				cond.Wait()
				mu.Unlock()
				v.await(2)
				v.y = v.x
			})
	}, func(v *V) {
		var mu sync.Mutex
		cond := sync.NewCond(&mu)
		par(func() { v.await(1); mu.Lock(); mu.Unlock(); v.x = 1; cond.Signal() },
			func() { mu.Lock(); v.next(); cond.Wait(); mu.Unlock(); v.y = v.x })
	})
	pair("GoLocks.Broadcast", func(v *V) {
		var mu sync.Mutex
		cond, ready := sync.NewCond(&mu), false
		par(func() { mu.Lock(); ready = true; cond.Broadcast(); mu.Unlock() },
			func() { waitFor(cond, &ready); v.x++; v.next() },
			func() { waitFor(cond, &ready); v.await(1); v.x++ })
	}, func(v *V) {
		var mu sync.Mutex
		cond, ready := sync.NewCond(&mu), false
		par(func() { mu.Lock(); v.x = 1; ready = true; cond.Broadcast(); mu.Unlock() },
			func() { waitFor(cond, &ready); v.y = v.x },
			func() { waitFor(cond, &ready); v.z = v.x })
	})
}

func twoLocked(v *V) {
	var mu sync.Mutex
	par(func() { mu.Lock(); v.x++; mu.Unlock() }, func() { mu.Lock(); v.x++; mu.Unlock() })
}

func waitFor(cond *sync.Cond, ready *bool) {
	cond.L.Lock()
	for !*ready {
		cond.Wait()
	}
	cond.L.Unlock()
}
