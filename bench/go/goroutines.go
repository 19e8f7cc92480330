package main

import (
	"runtime"
	"sync"
)

// The shapes of src/runtime/proc_test.go about making goroutines, and well-known programs.
func init() {
	rows["CreateGoroutines"] = func(b *Bench) { create(b, 1) }
	rows["CreateGoroutinesParallel"] = func(b *Bench) { create(b, runtime.GOMAXPROCS(0)) }
	rows["CreateGoroutinesCapture"] = createCapture
	rows["Gosched"] = gosched
	rows["DaisyChain"] = daisyChain
	rows["PrimeSieve"] = primeSieve
	rows["WorkerPool"] = workerPool
	rows["Pipeline"] = pipeline
	rows["ForkJoin"] = forkJoin
	rows["PingPongHog"] = pingPongHog
}

// create: each goroutine makes the next one.
func create(b *Bench, chains int) {
	c := make(chan bool)
	var next func(n int)
	next = func(n int) {
		if n == 0 {
			c <- true
			return
		}
		go next(n - 1)
	}
	for range chains {
		go next(b.N / chains)
	}
	for range chains {
		<-c
	}
}

func createCapture(b *Bench) {
	for i := 0; i < b.N; i++ {
		const n = 4
		var wg sync.WaitGroup
		wg.Add(n)
		for k := range n {
			go func() {
				if k >= n {
					b.Report(0) // only to capture b
				}
				wg.Done()
			}()
		}
		wg.Wait()
	}
}

// gosched: two goroutines for each processor take turns.
func gosched(b *Bench) {
	b.RunParallel(2, func(s *Share) {
		for s.Next() {
			runtime.Gosched()
		}
	})
}

func daisyChain(b *Bench) {
	const length = 100_000
	b.Operations(length)
	for i := 0; i < b.N; i++ {
		leftmost := make(chan int)
		left := leftmost
		for range length {
			right := make(chan int)
			go whisper(left, right)
			left = right
		}
		go func(c chan int) { c <- 1 }(left)
		if <-leftmost != length+1 {
			panic("a whisper was lost")
		}
	}
}

func whisper(left, right chan int) { left <- 1 + <-right }

func primeSieve(b *Bench) {
	for i := 0; i < b.N; i++ {
		end := make(chan struct{})
		if sieve(2000, end) != 17389 {
			panic("not the 2,000th prime")
		}
		close(end)
	}
}

// sieve gives the nth prime. Its goroutines end when end is closed, at their next value: the shape is the one of the Go
// tour, with the least that lets it stop.
func sieve(n int, end chan struct{}) int {
	c := make(chan int)
	go generate(c, end)
	prime := 0
	for range n {
		prime = <-c
		next := make(chan int)
		go filter(c, next, prime)
		c = next
	}
	go func() {
		for range c {
		}
	}()
	return prime
}

func generate(c chan<- int, end chan struct{}) {
	for i := 2; ; i++ {
		select {
		case <-end:
			close(c)
			return
		default:
			c <- i
		}
	}
}

func filter(in <-chan int, out chan<- int, prime int) {
	for i := range in {
		if i%prime != 0 {
			out <- i
		}
	}
	close(out)
}

func workerPool(b *Bench) {
	const tasks = 1_000_000
	b.Operations(tasks)
	for i := 0; i < b.N; i++ {
		jobs, results := make(chan int, 100), make(chan int, 100)
		for range 8 {
			go func() {
				for j := range jobs {
					results <- j & 1
				}
			}()
		}
		go func() {
			for j := range tasks {
				jobs <- j
			}
			close(jobs)
		}()
		sum := 0
		for range tasks {
			sum += <-results
		}
		if sum != tasks/2 {
			panic("a task was lost")
		}
	}
}

// forkJoin: fib(20), where each call but the smallest ones leaves a half to a goroutine; 10,945 of them.
func forkJoin(b *Bench) {
	b.Operations(10_945)
	for i := 0; i < b.N; i++ {
		if fib(20) != 6765 {
			panic("not fib(20)")
		}
	}
}

func fib(n int) int {
	if n < 2 {
		return n
	}
	half := make(chan int, 1)
	go func() { half <- fib(n - 1) }()
	other := fib(n - 2)
	return <-half + other
}

// pingPongHog: a ping-pong beside as many endless loops as there are processors. Go's benchmark has one and one.
func pingPongHog(b *Bench) {
	stop, running := make(chan bool), make(chan bool)
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			running <- true
			hog(stop)
		})
	}
	for range runtime.GOMAXPROCS(0) {
		<-running
	}
	ping, pong := make(chan bool), make(chan bool)
	all.Go(func() {
		for j := 0; j < b.N; j++ {
			pong <- <-ping
		}
	})
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		ping <- true
		<-pong
	}
	b.StopTimer()
	close(stop)
	all.Wait()
}

func hog(stop chan bool) {
	for {
		select {
		case <-stop:
			return
		default:
		}
	}
}

// item is an object that one goroutine after another writes.
type item struct{ value int }

// pipeline: items go through three stages, each of which adds one to each.
func pipeline(b *Bench) {
	const stages = 3
	first := make(chan *item, 16)
	go func() {
		for i := range b.N {
			first <- &item{i}
		}
		close(first)
	}()
	last := first
	for range stages {
		from, to := last, make(chan *item, 16)
		go func() {
			for it := range from {
				it.value++
				to <- it
			}
			close(to)
		}()
		last = to
	}
	sum := 0
	for it := range last {
		sum += it.value
	}
	if sum != (b.N-1)*b.N/2+stages*b.N {
		panic("a wrong result")
	}
}
