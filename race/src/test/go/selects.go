package main

import "time"

func init() {
	pair("GoSelects.Receive", func(v *V) {
		c, d := make(chan int), make(chan int)
		par(func() { c <- 1; v.x = 1; v.next() }, func() { either(c, d); v.await(1); v.y = v.x })
	}, func(v *V) {
		c, d := make(chan int), make(chan int)
		par(func() { v.x = 1; c <- 1 }, func() { either(c, d); v.y = v.x })
	})
	pair("GoSelects.Send", func(v *V) {
		c, d := make(chan int), make(chan int)
		par(func() { sendOr(c, d); v.x = 1; v.next() }, func() { <-c; v.await(1); v.y = v.x })
	}, func(v *V) {
		c, d := make(chan int), make(chan int)
		par(func() { v.x = 1; sendOr(c, d) }, func() { <-c; v.y = v.x })
	})
	pair("GoSelects.SendBack", func(v *V) {
		c, d := make(chan int), make(chan int)
		par(func() { sendOr(c, d); v.y = v.x; v.next() }, func() { <-c; v.await(1); v.x = 1 })
	}, func(v *V) {
		c, d := make(chan int), make(chan int)
		par(func() { sendOr(c, d); v.y = v.x }, func() { v.x = 1; <-c })
	})
	pair("GoSelects.Default", func(v *V) {
		c, d := make(chan int, 1), make(chan int, 1)
		seq(func() { v.x = 1; c <- 1 }, func() { tryReceive(d); v.y = v.x })
	}, func(v *V) {
		c := make(chan int, 1)
		seq(func() { v.x = 1; c <- 1 }, func() { tryReceive(c); v.y = v.x })
	})
	pair("GoSelects.DefaultSend", func(v *V) {
		c, d := make(chan int), make(chan int, 1)
		seq(func() { v.x = 1; trySend(c); d <- 1 }, func() { tryReceive(c); v.y = v.x })
	}, func(v *V) {
		d := make(chan int, 1)
		seq(func() { v.x = 1; trySend(d) }, func() { tryReceive(d); v.y = v.x })
	})
	pair("GoSelects.NotChosen", func(v *V) {
		c, d := make(chan int, 1), make(chan int)
		seq(func() { c <- 1 }, func() { v.x = 1; trySend(d) }, func() { either(c, d); v.y = v.x })
	}, func(v *V) {
		c, d := make(chan int, 1), make(chan int)
		seq(func() { v.x = 1; c <- 1 }, func() { trySend(d) }, func() { either(c, d); v.y = v.x })
	})
	pair("GoSelects.Close", func(v *V) {
		c, d := make(chan int), make(chan int)
		par(func() { close(c); v.x = 1; v.next() }, func() { either(d, c); v.await(1); v.y = v.x })
	}, func(v *V) {
		c, d := make(chan int), make(chan int)
		par(func() { v.x = 1; close(c) }, func() { either(d, c); v.y = v.x })
	})
	pair("GoSelects.Timeout", func(v *V) {
		c, d := make(chan int, 1), make(chan int, 1)
		seq(func() { v.x = 1; c <- 1 }, func() { receiveOr(d, time.Microsecond); v.y = v.x })
	}, func(v *V) {
		c := make(chan int, 1)
		seq(func() { v.x = 1; c <- 1 }, func() { receiveOr(c, time.Hour); v.y = v.x })
	})
	pair("GoSelects.NilChannel", func(v *V) {
		c := make(chan int)
		par(func() { c <- 1; v.x = 1; v.next() }, func() { either(nil, c); v.await(1); v.y = v.x })
	}, func(v *V) {
		c := make(chan int)
		par(func() { v.x = 1; c <- 1 }, func() { either(nil, c); v.y = v.x })
	})
	pair("GoSelects.BothWays", func(v *V) {
		c := make(chan int)
		par(func() { sendOr(c, c); v.x = 1; v.next() }, func() { sendOr(c, c); v.await(1); v.y = v.x })
	}, func(v *V) {
		c := make(chan int)
		par(func() { v.x = 1; sendOr(c, c) }, func() { sendOr(c, c); v.y = v.x })
	})
	pair("GoSelects.Buffered", func(v *V) {
		c, d := make(chan int, 2), make(chan int)
		seq(func() { sendOr(c, d) }, func() { v.x = 1; sendOr(c, d) }, func() { either(c, d); v.y = v.x })
	}, func(v *V) {
		c, d := make(chan int, 2), make(chan int)
		seq(func() { sendOr(c, d) }, func() { v.x = 1; sendOr(c, d) }, func() { either(c, d); either(c, d); v.y = v.x })
	})
	pair("GoSelects.OneCase", func(v *V) {
		c := make(chan int)
		par(func() {
			select {
			case c <- 1:
			}
			v.x = 1
			v.next()
		}, func() {
			select {
			case <-c:
			}
			v.await(1)
			v.y = v.x
		})
	}, func(v *V) {
		c := make(chan int)
		par(func() {
			v.x = 1
			select {
			case c <- 1:
			}
		}, func() {
			select {
			case <-c:
			}
			v.y = v.x
		})
	})
}

func either(c, d chan int) {
	select {
	case <-c:
	case <-d:
	}
}

func sendOr(c, d chan int) {
	select {
	case c <- 1:
	case <-d:
	}
}

func receiveOr(c chan int, d time.Duration) {
	select {
	case <-c:
	case <-time.After(d):
	}
}
