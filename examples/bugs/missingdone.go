// A worker that has nothing to do returns before it says that it is done.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	for _, file := range []string{"a.txt", "", "b.txt"} {
		wg.Add(1)
		go func() { index(file, &wg) }()
	}
	wg.Wait()
	fmt.Println("all indexed")
}

func index(file string, wg *sync.WaitGroup) {
	if file == "" {
		return
	}
	time.Sleep(5 * time.Millisecond)
	wg.Done()
}
