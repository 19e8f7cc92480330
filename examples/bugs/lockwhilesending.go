// A queue sends to its consumer with the lock held. The consumer needs that lock before it
// receives.
package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	mu      sync.Mutex
	pending int
)

func main() {
	jobs := make(chan string)
	var wg sync.WaitGroup
	wg.Go(func() { consume(jobs) })
	wg.Go(func() { produce(jobs) })
	wg.Wait()
}

func produce(jobs chan<- string) {
	for i := range 3 {
		mu.Lock()
		pending++
		jobs <- fmt.Sprint("job ", i)
		mu.Unlock()
	}
	close(jobs)
}

func consume(jobs <-chan string) {
	for {
		time.Sleep(100 * time.Millisecond)
		mu.Lock()
		if pending > 0 {
			pending--
		}
		mu.Unlock()
		job, ok := <-jobs
		if !ok {
			return
		}
		fmt.Println(job)
	}
}
