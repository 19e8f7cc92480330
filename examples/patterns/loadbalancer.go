// A hundred requesters, ten workers, one balancer that gives each request to the worker with the
// fewest pending ones. Every hundred requests it prints the load of each, mean and deviation.
package main

import (
	"container/heap"
	"fmt"
	"math"
	"math/rand/v2"
	"time"
)

const (
	nRequester = 100
	nWorker    = 10
	each       = 10 // requests of one requester
)

type request struct {
	fn func() int
	c  chan int
}

func main() {
	work := make(chan request)
	for range nRequester {
		go requester(work)
	}
	newBalancer().balance(work)
}

func requester(work chan<- request) {
	c := make(chan int)
	for range each {
		time.Sleep(time.Duration(rand.IntN(10)) * time.Millisecond)
		work <- request{op, c}
		<-c
	}
}

func op() int {
	n := rand.IntN(10)
	time.Sleep(time.Duration(n) * time.Millisecond)
	return n
}

type worker struct {
	requests chan request
	pending  int
	index    int // in the heap
}

func (w *worker) work(done chan<- *worker) {
	for req := range w.requests {
		req.c <- req.fn()
		done <- w
	}
}

// The least loaded worker comes first.
type pool []*worker

func (p pool) Len() int           { return len(p) }
func (p pool) Less(i, j int) bool { return p[i].pending < p[j].pending }
func (p pool) Swap(i, j int) {
	p[i], p[j] = p[j], p[i]
	p[i].index, p[j].index = i, j
}
func (p *pool) Push(w any) {
	w.(*worker).index = len(*p)
	*p = append(*p, w.(*worker))
}
func (p *pool) Pop() any {
	last := len(*p) - 1
	w := (*p)[last]
	*p = (*p)[:last]
	return w
}

type balancer struct {
	pool    pool
	done    chan *worker
	workers []*worker
}

func newBalancer() *balancer {
	b := &balancer{done: make(chan *worker, nWorker)}
	for range nWorker {
		w := &worker{requests: make(chan request, nRequester)}
		heap.Push(&b.pool, w)
		b.workers = append(b.workers, w)
		go w.work(b.done)
	}
	return b
}

func (b *balancer) balance(work <-chan request) {
	for completed := 0; completed < nRequester*each; {
		select {
		case req := <-work:
			b.dispatch(req)
		case w := <-b.done:
			b.complete(w)
			completed++
			if completed%100 == 0 {
				b.print(completed)
			}
		}
	}
}

func (b *balancer) dispatch(req request) {
	w := heap.Pop(&b.pool).(*worker)
	w.requests <- req
	w.pending++
	heap.Push(&b.pool, w)
}

func (b *balancer) complete(w *worker) {
	heap.Remove(&b.pool, w.index)
	w.pending--
	heap.Push(&b.pool, w)
}

func (b *balancer) print(completed int) {
	fmt.Println("completed", completed)
	sum, squares := 0, 0
	fmt.Print("  pending")
	for _, w := range b.workers {
		fmt.Print(" ", w.pending)
		sum += w.pending
		squares += w.pending * w.pending
	}
	mean := float64(sum) / nWorker
	deviation := math.Sqrt(float64(squares*nWorker-sum*sum)) / nWorker
	fmt.Printf(", mean %.2f, deviation %.2f\n", mean, deviation)
}
