// Feeds are fetched, cleared of duplicates and merged into one stream; one feed always fails.
// Each loop has a select with a reply channel, nil channels, and all its state in local variables.
package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"time"
)

const maxPending = 10

type item struct {
	domain string
	number int
}

type fetched struct {
	items []item
	pause time.Duration // until the next fetch
	err   string
}

type subscription struct {
	updates chan item
	closing chan chan []string
}

func main() {
	merged := merge(
		subscribe(&feed{domain: "blog"}),
		subscribe(&feed{domain: "news"}),
		subscribe(&feed{domain: "gone", broken: true}))
	for range 20 {
		i := <-merged.updates
		fmt.Println(i.domain, i.number)
	}
	fmt.Println("closed, errors:", merged.close())
	fmt.Println("goroutines left:", goroutinesLeft())
}

func newSubscription() *subscription {
	return &subscription{make(chan item), make(chan chan []string)}
}

func subscribe(f *feed) *subscription {
	s := newSubscription()
	go s.loop(f)
	return s
}

// Asks the loop to end and waits for its answer.
func (s *subscription) close() []string {
	reply := make(chan []string)
	s.closing <- reply
	return <-reply
}

func (s *subscription) loop(f *feed) {
	var pending []item      // fetched, not yet sent
	var result chan fetched // not nil while a fetch is under way
	var next time.Time
	var errs []string
	seen := make(map[item]bool)
	for {
		var start <-chan time.Time // nil unless a fetch may start
		if result == nil && len(pending) < maxPending {
			start = time.After(time.Until(next))
		}
		var updates chan item // nil unless there is something to send
		var first item
		if len(pending) > 0 {
			updates, first = s.updates, pending[0]
		}
		select {
		case <-start:
			result = make(chan fetched, 1)
			go f.fetch(result)
		case r := <-result:
			result = nil
			next = time.Now().Add(r.pause)
			errs = nil
			if r.err != "" {
				errs = []string{r.err}
			}
			for _, i := range r.items {
				if !seen[i] {
					seen[i] = true
					pending = append(pending, i)
				}
			}
		case updates <- first:
			pending = pending[1:]
		case reply := <-s.closing:
			reply <- errs
			return
		}
	}
}

func merge(subscriptions ...*subscription) *subscription {
	merged := newSubscription()
	quit := make(chan bool)
	var forwarders sync.WaitGroup
	for _, s := range subscriptions {
		forwarders.Go(func() { forward(s.updates, merged.updates, quit) })
	}
	go func() {
		reply := <-merged.closing
		close(quit)
		forwarders.Wait()
		var errs []string
		for _, s := range subscriptions {
			errs = append(errs, s.close()...)
		}
		reply <- errs
	}()
	return merged
}

func forward(in <-chan item, out chan<- item, quit <-chan bool) {
	for {
		select {
		case i := <-in:
			select {
			case out <- i:
			case <-quit:
				return
			}
		case <-quit:
			return
		}
	}
}

// Stands for a server: each fetch finds two new items and one that is known already.
type feed struct {
	domain string
	broken bool
	next   int
}

func (f *feed) fetch(result chan<- fetched) {
	if f.broken {
		result <- fetched{nil, time.Second, f.domain + ": not found"}
		return
	}
	time.Sleep(time.Duration(rand.IntN(10)) * time.Millisecond)
	var items []item
	for n := max(f.next-1, 0); n < f.next+2; n++ {
		items = append(items, item{f.domain, n})
	}
	f.next += 2
	result <- fetched{items, 10 * time.Millisecond, ""}
}

// Who is on the way out gets a moment for it.
func goroutinesLeft() int {
	for i := 0; i < 1000 && runtime.NumGoroutine() > 1; i++ {
		time.Sleep(time.Millisecond)
	}
	return runtime.NumGoroutine()
}
