package main

import (
	"context"
	"runtime"
	"sync"
	"time"
)

// Timers, and the shapes of src/context/benchmark_test.go.
func init() {
	rows["Sleepers1M"] = sleepers
	rows["TickerLateness"] = tickerLateness
	rows["CancelTree100"] = cancelTree
	rows["WithTimeout"] = withTimeout
}

// sleepers: a million goroutines sleep for 100 ms each.
func sleepers(b *Bench) {
	const count = 1_000_000
	b.Operations(count)
	for i := 0; i < b.N; i++ {
		var wg sync.WaitGroup
		wg.Add(count)
		for range count {
			go func() {
				time.Sleep(100 * time.Millisecond)
				wg.Done()
			}()
		}
		wg.Wait()
	}
}

// tickerLateness: how late a tick of 5 ms arrives, on average, while two goroutines for each processor work for about
// 100 microseconds and yield.
func tickerLateness(b *Bench) {
	const period = 5 * time.Millisecond
	stop := make(chan bool)
	var load sync.WaitGroup
	for range 2 * runtime.GOMAXPROCS(0) {
		load.Go(func() { workAndYield(stop) })
	}
	ticker := time.NewTicker(period)
	start := time.Now()
	var late time.Duration
	for i := 1; i <= b.N; i++ {
		<-ticker.C
		late += time.Since(start) - time.Duration(i)*period
	}
	ticker.Stop()
	close(stop)
	load.Wait()
	b.Report(float64(late.Nanoseconds()) / float64(b.N))
}

func workAndYield(stop chan bool) {
	foo := 1
	for {
		select {
		case <-stop:
			return
		default:
			foo = work(foo, 50_000)
			runtime.Gosched()
		}
	}
}

// cancelTree: a chain of 100 contexts, cancelled from its root.
func cancelTree(b *Bench) {
	for i := 0; i < b.N; i++ {
		ctx, cancel := context.WithCancel(context.Background())
		for range 100 {
			child, own := context.WithCancel(ctx)
			_ = own
			ctx = child
		}
		cancel()
	}
}

// withTimeout: make ten contexts with a timeout and cancel them, while 4,000 others exist.
func withTimeout(b *Bench) {
	root := context.Background()
	var others []context.CancelFunc
	for range 4000 {
		_, cancel := context.WithTimeout(root, time.Hour)
		others = append(others, cancel)
	}
	b.ResetTimer()
	b.RunParallel(1, func(s *Share) {
		cancels := make([]context.CancelFunc, 10)
		for s.Next() {
			for i := range cancels {
				_, cancels[i] = context.WithTimeout(root, time.Hour)
			}
			for _, cancel := range cancels {
				cancel()
			}
		}
	})
	b.StopTimer()
	for _, cancel := range others {
		cancel()
	}
}
