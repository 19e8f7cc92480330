// A cache looks under the read lock, misses, and takes the write lock without giving the read lock
// back.
package main

import (
	"fmt"
	"sync"
)

var (
	mu    sync.RWMutex
	pages = map[string]string{}
)

func main() {
	fmt.Println(page("/index"))
}

func page(path string) string {
	mu.RLock()
	defer mu.RUnlock()
	if page, ok := pages[path]; ok {
		return page
	}
	return load(path)
}

func load(path string) string {
	mu.Lock()
	defer mu.Unlock()
	pages[path] = "content of " + path
	return pages[path]
}
