// A buffered channel admits two at a time. A download without an address keeps its permit; after
// two of those no download starts.
package main

import (
	"fmt"
	"sync"
	"time"
)

var permits = make(chan struct{}, 2)

func main() {
	download("a")
	var wg sync.WaitGroup
	for _, url := range []string{"", "", "", ""} {
		wg.Go(func() { download(url) })
	}
	wg.Wait()
	fmt.Println("all done")
}

func download(url string) {
	permits <- struct{}{}
	if url == "" {
		return
	}
	time.Sleep(5 * time.Millisecond)
	<-permits
}
