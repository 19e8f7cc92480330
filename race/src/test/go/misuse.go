package main

import (
	"sync"
	"time"
)

func init() {
	pair("GoMisuse.SendClose", func(v *V) {
		c := make(chan int, 1)
		par(func() { c <- 1; v.next() }, func() { v.await(1); close(c) })
	}, func(v *V) {
		c := make(chan int, 1)
		par(func() { c <- 1 }, func() { <-c; close(c) })
	})
	pair("GoMisuse.CloseSend", func(v *V) {
		c := make(chan int, 1)
		par(func() { close(c); v.next() }, func() {
			defer func() { recover() }()
			v.await(1)
			c <- 1
		})
	}, func(v *V) {
		c := make(chan int, 1)
		par(func() { close(c) }, func() {
			defer func() { recover() }()
			<-c
			c <- 1
		})
	})
	pair("GoMisuse.SelectClose", func(v *V) {
		c := make(chan int, 1)
		par(func() {
			select {
			case c <- 1:
			default:
			}
			v.next()
		}, func() { v.await(1); close(c) })
	}, func(v *V) {
		c := make(chan int, 1)
		par(func() {
			select {
			case c <- 1:
			default:
			}
		}, func() { <-c; close(c) })
	})
	pair("GoMisuse.AddWait", func(v *V) {
		var wg sync.WaitGroup
		par(func() {
			wg.Add(1)
			v.next()
			v.await(2)
			time.Sleep(100 * time.Millisecond)
			wg.Done()
		}, func() { v.await(1); v.next(); wg.Wait() })
	}, func(v *V) {
		var wg sync.WaitGroup
		wg.Add(1)
		par(func() { wg.Done() }, func() { wg.Wait() })
	})
}
