// No goroutine can resume: main waits for a value that is never sent, the others for other things.
// The program ends with exit code 2 and a report of what each waits for.
package main

import "sync"

func main() {
	c := make(chan int)
	var mu sync.Mutex
	mu.Lock()
	var wg sync.WaitGroup
	wg.Add(1)
	go send(make(chan int))
	go lock(&mu)
	go waitFor(&wg)
	go func() { <-c }()
	go func() {
		select {
		case <-c:
		case v := <-make(chan int):
			c <- v
		}
	}()
	<-c
}

func send(c chan<- int) { c <- 1 }

func lock(mu *sync.Mutex) { mu.Lock() }

func waitFor(wg *sync.WaitGroup) { wg.Wait() }
