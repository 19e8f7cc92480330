// The producer waits until the consumer is ready for the next item. The consumer says so after
// each item, the first included.
package main

import "fmt"

func main() {
	items := make(chan string)
	ready := make(chan struct{})
	go func() { produce(items, ready) }()
	for item := range items {
		fmt.Println(item)
		ready <- struct{}{}
	}
}

func produce(items chan<- string, ready <-chan struct{}) {
	for _, item := range []string{"wool", "fish"} {
		<-ready
		items <- item
	}
	close(items)
}
