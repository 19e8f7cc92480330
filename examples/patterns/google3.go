// Google search 3.0: asks two replicas of each server and takes whichever answers first.
// Fast, concurrent, replicated, robust; the losers are cancelled at once, and nothing leaks.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync/atomic"
	"time"
)

type result string
type search func(ctx context.Context, query string) (result, error)

var (
	web1, web2     = fakeSearch("web"), fakeSearch("web")
	image1, image2 = fakeSearch("image"), fakeSearch("image")
	video1, video2 = fakeSearch("video"), fakeSearch("video")
)

var started, ended atomic.Int32

func main() {
	google("warm up")
	start := time.Now()
	results := google("golang")
	elapsed := time.Since(start)
	for _, r := range results {
		fmt.Println(r)
	}
	fmt.Println("timed out:", len(results) < 3)
	fmt.Println("time:", elapsed.Milliseconds(), "ms")
	fmt.Println("goroutines left:", goroutinesLeft())
	fmt.Println("searches still on:", started.Load()-ended.Load())
}

func google(query string) (results []result) {
	ctx, cancel := context.WithTimeout(context.Background(), 80*time.Millisecond)
	defer cancel()
	c := make(chan result)
	go first(ctx, query, c, web1, web2)
	go first(ctx, query, c, image1, image2)
	go first(ctx, query, c, video1, video2)

	for range 3 {
		select {
		case r := <-c:
			results = append(results, r)
		case <-ctx.Done():
			return results
		}
	}
	return results
}

// Sends the first answer to out; the others are cancelled.
func first(ctx context.Context, query string, out chan<- result, replicas ...search) {
	replicasCtx, cancel := context.WithCancel(ctx)
	defer cancel()
	c := make(chan result)
	for _, replica := range replicas {
		go func() {
			if r, err := replica(replicasCtx, query); err == nil {
				send(replicasCtx, c, r)
			}
		}()
	}
	select {
	case r := <-c:
		cancel()
		send(ctx, out, r)
	case <-ctx.Done():
	}
}

func send(ctx context.Context, c chan<- result, r result) {
	select {
	case c <- r:
	case <-ctx.Done():
	}
}

func fakeSearch(kind string) search {
	return func(ctx context.Context, query string) (result, error) {
		started.Add(1)
		defer ended.Add(1)
		select {
		case <-time.After(time.Duration(rand.IntN(100)) * time.Millisecond):
			return result(fmt.Sprintf("%s result for %s", kind, query)), nil
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

// Who is on the way out gets a moment for it.
func goroutinesLeft() int {
	for i := 0; i < 1000 && runtime.NumGoroutine() > 1; i++ {
		time.Sleep(time.Millisecond)
	}
	return runtime.NumGoroutine()
}
