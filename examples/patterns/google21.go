// Google search 2.1: does not wait for slow servers. After 80 ms it shows what it has.
// The channel has room for those that answer too late, so they end as well: nothing leaks.
package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"time"
)

type result string
type search func(query string) result

var (
	web   = fakeSearch("web")
	image = fakeSearch("image")
	video = fakeSearch("video")
)

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
}

func google(query string) (results []result) {
	c := make(chan result, 3)
	go func() { c <- web(query) }()
	go func() { c <- image(query) }()
	go func() { c <- video(query) }()

	timeout := time.After(80 * time.Millisecond)
	for range 3 {
		select {
		case r := <-c:
			results = append(results, r)
		case <-timeout:
			return results
		}
	}
	return results
}

func fakeSearch(kind string) search {
	return func(query string) result {
		time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
		return result(fmt.Sprintf("%s result for %s", kind, query))
	}
}

// Who is on the way out gets a moment for it.
func goroutinesLeft() int {
	for i := 0; i < 1000 && runtime.NumGoroutine() > 1; i++ {
		time.Sleep(time.Millisecond)
	}
	return runtime.NumGoroutine()
}
