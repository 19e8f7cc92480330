// A worker that fails says done twice: where it fails, and at the end.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	upload("a.png", &wg)
	upload("", &wg)
	wg.Wait()
	fmt.Println("uploaded")
}

func upload(file string, wg *sync.WaitGroup) {
	if file == "" {
		fmt.Println("nothing to upload")
		wg.Done()
	}
	wg.Done()
}
