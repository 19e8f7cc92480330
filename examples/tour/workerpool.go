// Three workers share one queue of jobs and answer into one queue of results. A free worker takes
// the next job, so the results come in any order.
package main

import "fmt"

func main() {
	jobs := make(chan int, 100)
	results := make(chan string, 100)
	for range 3 {
		go worker(jobs, results)
	}
	for i := range 30 {
		jobs <- i
	}
	close(jobs)
	for range 30 {
		fmt.Println(<-results)
	}
}

func worker(jobs <-chan int, results chan<- string) {
	for n := range jobs {
		results <- fmt.Sprintf("fib(%d) = %d", n, fib(n))
	}
}

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}
