package main

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// The shapes of src/runtime/chan_test.go, each under the name it has there without "Benchmark", and four of our own.
func init() {
	rows["MakeChan"] = makeChan
	rows["ChanNonblocking"] = chanNonblocking
	rows["ChanUncontended"] = chanUncontended
	rows["ChanContended"] = chanContended
	rows["ChanSync"] = chanSync
	rows["ChanProdCons0"] = func(b *Bench) { chanProdCons(b, 0, 0) }
	rows["ChanProdCons10"] = func(b *Bench) { chanProdCons(b, 10, 0) }
	rows["ChanProdCons100"] = func(b *Bench) { chanProdCons(b, 100, 0) }
	rows["ChanProdConsWork0"] = func(b *Bench) { chanProdCons(b, 0, 100) }
	rows["ChanProdConsWork10"] = func(b *Bench) { chanProdCons(b, 10, 100) }
	rows["ChanProdConsWork100"] = func(b *Bench) { chanProdCons(b, 100, 100) }
	rows["ChanPopular"] = chanPopular
	rows["ChanSem"] = chanSem
	rows["StreamUnbuffered"] = func(b *Bench) { stream(b, 0) }
	rows["StreamBuffered100"] = func(b *Bench) { stream(b, 100) }
	rows["PingPong"] = pingPong
	rows["Buffered8x8"] = buffered8x8
}

const callsPerSched = 1000

var madeChan chan int

func makeChan(b *Bench) {
	for i := 0; i < b.N; i++ {
		madeChan = make(chan int, 8)
	}
}

func chanNonblocking(b *Bench) {
	c := make(chan int)
	b.RunParallel(1, func(s *Share) {
		for s.Next() {
			select {
			case <-c:
			default:
			}
		}
	})
}

func chanUncontended(b *Bench) {
	b.RunParallel(1, func(s *Share) { fillAndDrain(s, make(chan int, 100)) })
}

func chanContended(b *Bench) {
	c := make(chan int, 100*runtime.GOMAXPROCS(0))
	b.RunParallel(1, func(s *Share) { fillAndDrain(s, c) })
}

func fillAndDrain(s *Share, c chan int) {
	for s.Next() {
		for i := 0; i < 100; i++ {
			c <- 0
		}
		for i := 0; i < 100; i++ {
			<-c
		}
	}
}

func chanSync(b *Bench) {
	const pair = 2
	var left atomic.Int32
	left.Store(int32(b.N / callsPerSched / pair * pair))
	done := make(chan bool, pair)
	c := make(chan int)
	for range pair {
		go func() {
			for {
				i := left.Add(-1)
				if i < 0 {
					break
				}
				for g := 0; g < callsPerSched; g++ {
					if i%2 == 0 {
						<-c
						c <- 0
					} else {
						c <- 0
						<-c
					}
				}
			}
			done <- true
		}()
	}
	for range pair {
		<-done
	}
}

func chanProdCons(b *Bench, capacity, localWork int) {
	procs := runtime.GOMAXPROCS(0)
	var left atomic.Int32
	left.Store(int32(b.N / callsPerSched))
	done := make(chan bool, 2*procs)
	c := make(chan int, capacity)
	for range procs {
		go func() {
			foo := zero
			for left.Add(-1) >= 0 {
				for g := 0; g < callsPerSched; g++ {
					foo = work(foo, localWork)
					c <- 1
				}
			}
			c <- 0
			done <- foo == 42
		}()
		go func() {
			foo := zero
			for <-c != 0 {
				foo = work(foo, localWork)
			}
			done <- foo == 42
		}()
	}
	for range 2 * procs {
		<-done
	}
}

func chanPopular(b *Bench) {
	const n = 1000
	c := make(chan bool)
	var own []chan bool
	var wg sync.WaitGroup
	wg.Add(n)
	for range n {
		d := make(chan bool)
		own = append(own, d)
		go func() {
			for i := 0; i < b.N; i++ {
				select {
				case <-c:
				case <-d:
				}
			}
			wg.Done()
		}()
	}
	for i := 0; i < b.N; i++ {
		for _, d := range own {
			d <- true
		}
	}
	wg.Wait()
}

func chanSem(b *Bench) {
	c := make(chan struct{}, runtime.GOMAXPROCS(0))
	b.RunParallel(1, func(s *Share) {
		for s.Next() {
			c <- struct{}{}
			<-c
		}
	})
}

func stream(b *Bench, capacity int) {
	c := make(chan int, capacity)
	go func() {
		for i := 0; i < b.N; i++ {
			c <- 1
		}
		close(c)
	}()
	for range c {
	}
}

func pingPong(b *Bench) {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for i := 0; i < b.N; i++ {
			pong <- <-ping
		}
	}()
	for i := 0; i < b.N; i++ {
		ping <- 1
		<-pong
	}
}

func buffered8x8(b *Bench) {
	c := make(chan int, 100)
	var wg sync.WaitGroup
	each := b.N/8 + 1
	for range 8 {
		wg.Go(func() {
			for i := 0; i < each; i++ {
				c <- 1
			}
		})
		wg.Go(func() {
			for i := 0; i < each; i++ {
				<-c
			}
		})
	}
	wg.Wait()
}
