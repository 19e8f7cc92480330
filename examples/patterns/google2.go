// Google search 2.0: asks for web, images and video at the same time.
// No locks, no callbacks: it takes as long as the slowest of the three.
package main

import (
	"fmt"
	"math/rand/v2"
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
	fmt.Println("time:", elapsed.Milliseconds(), "ms")
}

func google(query string) (results []result) {
	c := make(chan result)
	go func() { c <- web(query) }()
	go func() { c <- image(query) }()
	go func() { c <- video(query) }()
	for range 3 {
		results = append(results, <-c)
	}
	return results
}

func fakeSearch(kind string) search {
	return func(query string) result {
		time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
		return result(fmt.Sprintf("%s result for %s", kind, query))
	}
}
