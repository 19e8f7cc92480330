package main

import "runtime"

func init() {
	pair("GoChannels.SendReceive", func(v *V) {
		c := make(chan int)
		par(func() { c <- 1; v.x = 1; v.next() }, func() { <-c; v.await(1); v.y = v.x })
	}, func(v *V) {
		c := make(chan int)
		par(func() { v.x = 1; c <- 1 }, func() { <-c; v.y = v.x })
	})
	pair("GoChannels.ReceiveSend", func(v *V) {
		c := make(chan int, 1)
		par(func() { v.x = 1; v.next(); <-c }, func() { c <- 1; v.await(1); v.y = v.x })
	}, func(v *V) {
		c := make(chan int)
		par(func() { v.x = 1; <-c }, func() { c <- 1; v.y = v.x })
	})
	pair("GoChannels.AfterBoth", func(v *V) {
		c := make(chan int)
		par(func() { c <- 1; v.x = 1; v.next(); c <- 2 }, func() { <-c; v.await(1); v.x = 2; <-c })
	}, func(v *V) {
		c := make(chan int)
		par(func() { c <- 1; v.x = 1; c <- 2 }, func() { <-c; <-c; v.x = 2 })
	})
	pair("GoChannels.Relay", func(v *V) {
		c, d := make(chan int), make(chan int)
		par(func() { v.x = 1; v.next(); c <- 1 }, func() { d <- 1; <-c }, func() { <-d; v.await(1); v.y = v.x })
	}, func(v *V) {
		c, d := make(chan int), make(chan int)
		par(func() { v.x = 1; c <- 1 }, func() { <-c; d <- 1 }, func() { <-d; v.y = v.x })
	})
	pair("GoChannels.Close", func(v *V) {
		c := make(chan int)
		par(func() { close(c); v.x = 1; v.next() }, func() { <-c; v.await(1); v.y = v.x })
	}, func(v *V) {
		c := make(chan int)
		par(func() { v.x = 1; close(c) }, func() { <-c; v.y = v.x })
	})
	pair("GoChannels.CloseAfterValue", func(v *V) {
		c := make(chan int, 1)
		par(func() { c <- 1; v.x = 1; v.next(); close(c) }, func() { <-c; v.await(1); v.y = v.x })
	}, func(v *V) {
		c := make(chan int, 1)
		par(func() { c <- 1; v.x = 1; close(c) }, func() { <-c; <-c; v.y = v.x })
	})
	pair("GoChannels.Range", func(v *V) {
		c := make(chan int)
		par(func() { c <- 1; v.x = 1; v.next(); close(c) }, func() {
			for i := range c {
				v.await(1)
				v.y = v.x + i
			}
		})
	}, func(v *V) {
		c := make(chan int)
		par(func() { c <- 1; v.x = 1; close(c) }, func() {
			for i := range c {
				v.z = i
			}
			v.y = v.x
		})
	})
	pair("GoChannels.CloseWakesAll", func(v *V) {
		c := make(chan int)
		par(func() { close(c) }, func() { <-c; v.x++; v.next() }, func() { <-c; v.await(1); v.x++ })
	}, func(v *V) {
		c := make(chan int)
		par(func() { v.x = 1; close(c) }, func() { <-c; v.y = v.x }, func() { <-c; v.z = v.x })
	})
	pair("GoChannels.TrySend", func(v *V) {
		c := make(chan int)
		seq(func() { v.x = 1; trySend(c) }, func() { tryReceive(c); v.y = v.x })
	}, func(v *V) {
		c := make(chan int, 1)
		seq(func() { v.x = 1; trySend(c) }, func() { tryReceive(c); v.y = v.x })
	})
	pair("GoChannels.TrySendFull", func(v *V) {
		c := make(chan int, 1)
		seq(func() { c <- 1 }, func() { v.x = 1; trySend(c) }, func() { <-c; v.y = v.x })
	}, func(v *V) {
		c := make(chan int, 1)
		seq(func() { v.x = 1; c <- 1 }, func() { trySend(c) }, func() { <-c; v.y = v.x })
	})
	pair("GoChannels.Length", func(v *V) {
		c := make(chan int, 1)
		par(func() { v.x = 1; v.next(); c <- 1 }, func() { untilLong(c); v.await(1); v.y = v.x })
	}, func(v *V) {
		c := make(chan int, 1)
		par(func() { v.x = 1; c <- 1 }, func() { untilLong(c); <-c; v.y = v.x })
	})
	pair("GoChannels.TwoChannels", func(v *V) {
		c, d := make(chan int, 1), make(chan int, 1)
		seq(func() { d <- 1 }, func() { v.x = 1; c <- 1 }, func() { <-d; v.y = v.x })
	}, func(v *V) {
		c, d := make(chan int, 1), make(chan int, 1)
		seq(func() { d <- 1 }, func() { v.x = 1; c <- 1 }, func() { <-c; v.y = v.x })
	})
	pair("GoChannels.Element", func(v *V) {
		c := make(chan []int)
		par(func() { a := []int{1}; c <- a; a[0] = 2; v.next() }, func() { a := <-c; v.await(1); v.y = a[0] })
	}, func(v *V) {
		c := make(chan []int)
		par(func() { a := []int{1}; a[0] = 2; c <- a }, func() { v.y = (<-c)[0] })
	})

	pair("GoBuffers.FirstSlot", func(v *V) {
		c := make(chan int, 2)
		seq(func() { c <- 1 }, func() { v.x = 1; <-c }, func() { c <- 2; v.y = v.x })
	}, func(v *V) {
		c := make(chan int, 2)
		seq(func() { c <- 1; c <- 2 }, func() { v.x = 1; <-c }, func() { c <- 3; v.y = v.x })
	})
	pair("GoBuffers.SecondSlot", func(v *V) {
		c := make(chan int, 2)
		seq(func() { c <- 1; c <- 2 }, func() { <-c }, func() { v.x = 1; <-c }, func() { c <- 3; v.y = v.x })
	}, func(v *V) {
		c := make(chan int, 2)
		seq(func() { c <- 1; c <- 2 }, func() { <-c }, func() { v.x = 1; <-c }, func() { c <- 3; c <- 4; v.y = v.x })
	})
	pair("GoBuffers.FirstOfTwo", func(v *V) {
		c := make(chan int, 2)
		seq(func() { c <- 1 }, func() { v.x = 1; c <- 2 }, func() { <-c; v.y = v.x })
	}, func(v *V) {
		c := make(chan int, 2)
		seq(func() { c <- 1 }, func() { v.x = 1; c <- 2 }, func() { <-c; <-c; v.y = v.x })
	})
	pair("GoBuffers.Units", func(v *V) {
		c := make(chan struct{}, 2)
		seq(func() { v.x = 1; c <- struct{}{} }, func() { c <- struct{}{} }, func() { <-c }, func() { <-c; v.y = v.x })
	}, func(v *V) {
		c := make(chan struct{}, 2)
		seq(func() { v.x = 1; c <- struct{}{} }, func() { c <- struct{}{} }, func() { <-c; v.y = v.x }, func() { <-c })
	})
	pair("GoBuffers.AsMutex", func(v *V) {
		c := make(chan int, 2)
		par(func() { c <- 1; v.x++; v.next(); <-c }, func() { c <- 1; v.await(1); v.x++; <-c })
	}, func(v *V) {
		c := make(chan int, 1)
		par(func() { c <- 1; v.x++; <-c }, func() { c <- 1; v.x++; <-c })
	})
	pair("GoBuffers.ThroughWaiter", func(v *V) {
		c := make(chan int, 1)
		par(func() { <-c; v.x = 1; v.next() }, func() { c <- 1; v.await(1); c <- 2; v.y = v.x })
	}, func(v *V) {
		c := make(chan int, 1)
		par(func() { v.x = 1; <-c; v.next() }, func() { c <- 1; v.await(1); c <- 2; v.y = v.x })
	})
	pair("GoBuffers.FromWaiter", func(v *V) {
		c := make(chan int, 1)
		par(func() { c <- 1; c <- 2; v.y = v.x; v.next() }, func() { <-c; v.await(1); v.x = 1; <-c })
	}, func(v *V) {
		c := make(chan int, 1)
		par(func() { c <- 1; c <- 2; v.y = v.x }, func() { v.x = 1; <-c; <-c })
	})
	pair("GoBuffers.Ring", func(v *V) {
		c := make(chan int, 3)
		par(func() { send(c, 10); v.x = 1; v.next(); c <- 10 }, func() { receive(c, 10); v.await(1); v.y = v.x; <-c })
	}, func(v *V) {
		c := make(chan int, 3)
		par(func() { send(c, 10); v.x = 1; c <- 10 }, func() { receive(c, 11); v.y = v.x })
	})
	pair("GoBuffers.RingBack", func(v *V) {
		c := make(chan int, 3)
		par(func() { send(c, 7); v.y = v.x; v.next(); c <- 7 }, func() { receive(c, 4); v.await(1); v.x = 1; receive(c, 4) })
	}, func(v *V) {
		c := make(chan int, 3)
		par(func() { send(c, 8); v.y = v.x }, func() { receive(c, 4); v.x = 1; receive(c, 4) })
	})
	pair("GoBuffers.Pipeline", func(v *V) {
		c, d := make(chan []int, 1), make(chan []int, 1)
		par(func() { a := []int{1}; c <- a; a[0]++; v.next() }, func() { d <- <-c }, func() { v.await(1); (<-d)[0]++ })
	}, func(v *V) {
		c, d := make(chan []int, 1), make(chan []int, 1)
		par(func() { a := []int{1}; a[0]++; c <- a }, func() { a := <-c; a[0]++; d <- a }, func() { (<-d)[0]++ })
	})
}

func trySend(c chan int) {
	select {
	case c <- 1:
	default:
	}
}

func tryReceive(c chan int) {
	select {
	case <-c:
	default:
	}
}

func untilLong(c chan int) {
	for len(c) == 0 {
		runtime.Gosched()
	}
}

func send(c chan int, n int) {
	for i := 0; i < n; i++ {
		c <- i
	}
}

func receive(c chan int, n int) {
	for i := 0; i < n; i++ {
		<-c
	}
}
