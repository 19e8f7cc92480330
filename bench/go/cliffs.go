package main

import (
	"context"
	"math/rand"
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// What may take a hundred times as long as expected when there is very much of something, or when the process is cold.
// Each is measured once in a fresh process.
func init() {
	rows["TokenHandOver"] = tokenHandOver
	rows["BigSelect"] = bigSelect
	rows["CloseMillion"] = closeMillion
	rows["TimersHeldUp"] = timersHeldUp
	rows["ManyChannels"] = manyChannels
	rows["ManyChannelsLeaks"] = manyChannels
	rows["ShortLived1M"] = shortLived
	rows["ShortLived1MLeaks"] = shortLived
	rows["NestedContexts100k"] = func(b *Bench) { nested(b, 100_000) }
	rows["NestedContexts200k"] = func(b *Bench) { nested(b, 200_000) }
	rows["TimeoutBesideBusy"] = timeoutBesideBusy
}

// tokenHandOver: 200,000 goroutines wait for one token in a channel of one, take it and pass it on.
func tokenHandOver(b *Bench) {
	const size = 200_000
	for i := 0; i < b.N; i++ {
		hand := make(chan *int, 1)
		hand <- new(int)
		done := make(chan bool)
		for range size {
			go func() {
				token := <-hand
				*token++
				last := *token == size
				hand <- token
				if last {
					close(done)
				}
			}()
		}
		<-done
	}
}

// bigSelect: a select of 65,535 channels in random order, none of which is ready, and a default.
func bigSelect(b *Bench) {
	b.StopTimer()
	var cases []reflect.SelectCase
	for range 65_535 {
		c := reflect.ValueOf(make(chan int))
		cases = append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: c})
	}
	rand.New(rand.NewSource(1)).Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
	cases = append(cases, reflect.SelectCase{Dir: reflect.SelectDefault})
	b.StartTimer()
	for i := 0; i < b.N; i++ {
		if chosen, _, _ := reflect.Select(cases); chosen != len(cases)-1 {
			panic("a wrong result")
		}
	}
}

// closeMillion: close wakes a million goroutines.
func closeMillion(b *Bench) {
	const size = 1_000_000
	for i := 0; i < b.N; i++ {
		b.StopTimer()
		gate := make(chan bool)
		var started, ended sync.WaitGroup
		started.Add(size)
		ended.Add(size)
		for range size {
			go func() {
				started.Done()
				<-gate
				ended.Done()
			}()
		}
		started.Wait()
		time.Sleep(time.Second) // for the last ones to wait
		b.StartTimer()
		close(gate)
		ended.Wait()
	}
}

// timersHeldUp: the longest sleep of a millisecond, while a deadline comes that starts 300,000 functions.
func timersHeldUp(b *Bench) {
	var worst time.Duration
	for i := 0; i < b.N; i++ {
		var found time.Duration
		for timeout := 2 * time.Second; found == 0; timeout *= 2 {
			found = longestNap(timeout)
		}
		worst = max(worst, found)
	}
	b.Report(float64(worst.Nanoseconds()))
}

// longestNap returns 0 if the deadline came before all functions were there.
func longestNap(timeout time.Duration) time.Duration {
	const size = 300_000
	deadline := time.Now().Add(timeout)
	ctx, cancel := context.WithDeadline(context.Background(), deadline)
	defer cancel()
	var left sync.WaitGroup
	left.Add(size)
	for range size {
		context.AfterFunc(ctx, left.Done)
	}
	var worst time.Duration
	now := time.Now()
	inTime := now.Before(deadline)
	for end := deadline.Add(time.Second); now.Before(end); {
		time.Sleep(time.Millisecond)
		woken := time.Now()
		worst = max(worst, woken.Sub(now))
		now = woken
	}
	left.Wait()
	if !inTime {
		return 0
	}
	return worst
}

// manyChannels: a hundred goroutines, each with a channel of its own, and one that all of them look into.
func manyChannels(b *Bench) {
	stop := make(chan bool)
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			own := make(chan int, 1)
			for k := range 5000 * b.N {
				select {
				case <-stop:
					return
				default:
				}
				own <- k
				<-own
				runtime.Gosched()
			}
		})
	}
	all.Wait()
}

// shortLived: a million goroutines, a thousand at a time.
func shortLived(b *Bench) {
	for i := 0; i < b.N; i++ {
		room := make(chan bool, 1000)
		var all sync.WaitGroup
		for range 1_000_000 {
			room <- true
			all.Go(func() { <-room })
		}
		all.Wait()
	}
}

// nested: make a chain of contexts, cancel its root, and wait for the innermost to be done.
func nested(b *Bench, depth int) {
	for i := 0; i < b.N; i++ {
		ctx, cancel := context.WithCancel(context.Background())
		for range depth {
			inner, own := context.WithCancel(ctx)
			_ = own
			ctx = inner
		}
		cancel()
		<-ctx.Done()
	}
}

// timeoutBesideBusy: a sleep of 300 ms next to four goroutines that each compute for three seconds, if they are not
// stopped before.
func timeoutBesideBusy(b *Bench) {
	var slept time.Duration
	for i := 0; i < b.N; i++ {
		var stop atomic.Bool
		var busy sync.WaitGroup
		end := time.Now().Add(3 * time.Second)
		for range 4 {
			busy.Go(func() { compute(&stop, end) })
		}
		start := time.Now()
		time.Sleep(300 * time.Millisecond)
		slept += time.Since(start)
		stop.Store(true)
		busy.Wait()
	}
	b.Report(float64(slept.Nanoseconds()) / float64(b.N))
}

func compute(stop *atomic.Bool, end time.Time) {
	foo := zero
	for !stop.Load() && time.Now().Before(end) {
		foo = work(foo, 10_000)
	}
	keep(foo)
}
