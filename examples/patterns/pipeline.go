// Stages joined by channels: numbers, two goroutines that square them, one that merges. The second
// pipeline is left after two values; closing done makes every stage end.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func main() {
	sum := 0
	for n := range squares(nil, 1, 2, 3, 4, 5, 6) {
		sum += n
	}
	fmt.Println("all six squares:", sum)

	fmt.Println("of the next six:", two())
	fmt.Println("goroutines left:", goroutinesLeft())
}

func two() (count int) {
	done := make(chan bool)
	defer close(done)
	out := squares(done, 1, 2, 3, 4, 5, 6)
	for range 2 {
		<-out
		count++
	}
	return count
}

func squares(done <-chan bool, nums ...int) <-chan int {
	in := gen(done, nums...)
	return merge(done, sq(done, in), sq(done, in))
}

func gen(done <-chan bool, nums ...int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for _, n := range nums {
			select {
			case out <- n:
			case <-done:
				return
			}
		}
	}()
	return out
}

func sq(done <-chan bool, in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range in {
			select {
			case out <- n * n:
			case <-done:
				return
			}
		}
	}()
	return out
}

func merge(done <-chan bool, inputs ...<-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	for _, in := range inputs {
		wg.Go(func() {
			for n := range in {
				select {
				case out <- n:
				case <-done:
					return
				}
			}
		})
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

// Who is on the way out gets a moment for it.
func goroutinesLeft() int {
	for i := 0; i < 1000 && runtime.NumGoroutine() > 1; i++ {
		time.Sleep(time.Millisecond)
	}
	return runtime.NumGoroutine()
}
