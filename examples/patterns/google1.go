// Google search 1.0: asks for web, images and video, one after the other.
// Slow: the times of the three searches (0 to 99 ms each) add up.
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
	results = append(results, web(query))
	results = append(results, image(query))
	results = append(results, video(query))
	return results
}

func fakeSearch(kind string) search {
	return func(query string) result {
		time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
		return result(fmt.Sprintf("%s result for %s", kind, query))
	}
}
