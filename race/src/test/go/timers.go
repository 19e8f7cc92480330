package main

import (
	"context"
	"errors"
	"runtime"
	"time"
)

func init() {
	pair("GoTimers.Value", func(v *V) {
		t := time.NewTimer(time.Hour)
		par(func() { t.Reset(time.Microsecond); v.x = 1; v.next() }, func() { <-t.C; v.await(1); v.y = v.x })
	}, func(v *V) {
		t := time.NewTimer(time.Hour)
		par(func() { v.x = 1; t.Reset(time.Microsecond) }, func() { <-t.C; v.y = v.x })
	})
	pair("GoTimers.Tick", func(v *V) {
		t := time.NewTicker(time.Hour)
		par(func() { t.Reset(time.Millisecond); v.x = 1; v.next() }, func() { <-t.C; v.await(1); v.y = v.x; t.Stop() })
	}, func(v *V) {
		t := time.NewTicker(time.Hour)
		par(func() { v.x = 1; t.Reset(time.Millisecond) }, func() { <-t.C; v.y = v.x; t.Stop() })
	})
	pair("GoTimers.Function", func(v *V) {
		done := make(chan int, 1)
		time.AfterFunc(time.Millisecond, func() { v.await(1); v.y = v.x; done <- 1 })
		v.x = 1
		v.next()
		<-done
	}, func(v *V) {
		done := make(chan int, 1)
		v.x = 1
		time.AfterFunc(time.Millisecond, func() { v.y = v.x; done <- 1 })
		<-done
	})
	pair("GoTimers.Reset", func(v *V) {
		done := make(chan int, 1)
		t := time.AfterFunc(time.Hour, func() { v.y = v.x; v.next(); done <- 1 })
		par(func() { t.Reset(time.Microsecond); v.await(1); v.x = 1 }, func() { <-done })
	}, func(v *V) {
		done := make(chan int, 1)
		t := time.AfterFunc(time.Hour, func() { v.y = v.x; done <- 1 })
		par(func() { v.x = 1; t.Reset(time.Microsecond) }, func() { <-done })
	})
	pair("GoTimers.Stop", func(v *V) {
		t := time.NewTimer(time.Hour)
		seq(func() { v.x = 1; t.Stop() }, func() { t.Reset(time.Microsecond); <-t.C; v.y = v.x })
	}, func(v *V) {
		t := time.NewTimer(time.Hour)
		seq(func() { v.x = 1; t.Reset(time.Microsecond) }, func() { <-t.C; v.y = v.x })
	})
	pair("GoTimers.Sleep", func(v *V) {
		c := make(chan int, 1)
		par(func() { v.x = 1; v.next(); c <- 1 }, func() { time.Sleep(2 * time.Millisecond); v.await(1); v.y = v.x })
	}, func(v *V) {
		c := make(chan int, 1)
		par(func() { v.x = 1; c <- 1 }, func() { <-c; v.y = v.x })
	})
	pair("GoTimers.Yield", func(v *V) {
		c := make(chan int, 1)
		par(func() { v.x = 1; v.next(); c <- 1 }, func() {
			for i := 0; i < 10; i++ {
				runtime.Gosched()
			}
			v.await(1)
			v.y = v.x
		})
	}, func(v *V) {
		c := make(chan int, 1)
		par(func() { v.x = 1; c <- 1 }, func() { <-c; v.y = v.x })
	})
	pair("GoTimers.Functions", func(v *V) {
		done := make(chan int, 2)
		time.AfterFunc(time.Microsecond, func() { v.await(1); v.x++; done <- 1 })
		time.AfterFunc(time.Microsecond, func() { v.x++; v.next(); done <- 1 })
		<-done
		<-done
	}, func(v *V) {
		done := make(chan int, 2)
		time.AfterFunc(time.Microsecond, func() { v.x++; done <- 1 })
		time.AfterFunc(time.Microsecond, func() { v.y++; done <- 1 })
		<-done
		<-done
		v.z = v.x + v.y
	})

	pair("GoContexts.Done", func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		par(func() { cancel(); v.x = 1; v.next() }, func() { <-ctx.Done(); v.await(1); v.y = v.x })
	}, func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		par(func() { v.x = 1; cancel() }, func() { <-ctx.Done(); v.y = v.x })
	})
	pair("GoContexts.DoneLater", func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		seq(func() { cancel(); v.x = 1 }, func() { <-ctx.Done(); v.y = v.x })
	}, func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		seq(func() { v.x = 1; cancel() }, func() { <-ctx.Done(); v.y = v.x })
	})
	pair("GoContexts.Err", func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		par(func() { cancel(); v.x = 1; v.next() }, func() { untilErr(ctx); v.await(1); v.y = v.x })
	}, func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		par(func() { v.x = 1; cancel() }, func() { untilErr(ctx); v.y = v.x })
	})
	pair("GoContexts.Child", func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		child, _ := context.WithCancel(ctx)
		par(func() { cancel(); v.x = 1; v.next() }, func() { <-child.Done(); v.await(1); v.y = v.x })
	}, func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		child, _ := context.WithCancel(ctx)
		par(func() { v.x = 1; cancel() }, func() { <-child.Done(); v.y = v.x })
	})
	pair("GoContexts.AfterFunc", func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan int, 1)
		seq(func() {
			context.AfterFunc(ctx, func() { v.await(1); v.y = v.x; done <- 1 })
			v.x = 1
			v.next()
		}, func() { cancel(); <-done })
	}, func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan int, 1)
		seq(func() {
			v.x = 1
			context.AfterFunc(ctx, func() { v.y = v.x; done <- 1 })
		}, func() { cancel(); <-done })
	})
	pair("GoContexts.AfterCancel", func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan int, 1)
		seq(func() { context.AfterFunc(ctx, func() { v.await(1); v.y = v.x; done <- 1 }) },
			func() { cancel(); v.x = 1; v.next(); <-done })
	}, func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan int, 1)
		seq(func() { context.AfterFunc(ctx, func() { v.y = v.x; done <- 1 }) },
			func() { v.x = 1; cancel(); <-done })
	})
	pair("GoContexts.Deadline", func(v *V) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		v.x = 1
		par(func() { v.x = 2; v.next() }, func() { <-ctx.Done(); v.await(1); v.y = v.x })
	}, func(v *V) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		v.x = 1
		par(func() { <-ctx.Done(); v.y = v.x })
	})
	pair("GoContexts.Receive", func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		c := make(chan int)
		par(func() { cancel(); v.x = 1; v.next() }, func() { receiveIn(ctx, c); v.await(1); v.y = v.x })
	}, func(v *V) {
		ctx, cancel := context.WithCancel(context.Background())
		c := make(chan int)
		par(func() { v.x = 1; cancel() }, func() { receiveIn(ctx, c); v.y = v.x })
	})
	pair("GoContexts.Cause", func(v *V) {
		ctx, cancel := context.WithCancelCause(context.Background())
		par(func() { cancel(errors.New("why")); v.x = 1; v.next() }, func() { untilCause(ctx); v.await(1); v.y = v.x })
	}, func(v *V) {
		ctx, cancel := context.WithCancelCause(context.Background())
		par(func() { v.x = 1; cancel(errors.New("why")) }, func() { untilCause(ctx); v.y = v.x })
	})
}

func untilErr(ctx context.Context) {
	for ctx.Err() == nil {
		runtime.Gosched()
	}
}

func untilCause(ctx context.Context) {
	for context.Cause(ctx) == nil {
		runtime.Gosched()
	}
}

func receiveIn(ctx context.Context, c chan int) {
	select {
	case <-c:
	case <-ctx.Done():
	}
}
