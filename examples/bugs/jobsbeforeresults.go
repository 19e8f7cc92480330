// main hands out all jobs before it reads the first result. The workers cannot get rid of their
// results, and stop taking jobs.
package main

import "fmt"

func main() {
	jobs, results := make(chan int), make(chan int)
	for range 2 {
		go func() { work(jobs, results) }()
	}
	for i := range 5 {
		jobs <- i
	}
	close(jobs)
	sum := 0
	for range 5 {
		sum += <-results
	}
	fmt.Println("sum", sum)
}

func work(jobs <-chan int, results chan<- int) {
	for n := range jobs {
		results <- n * n
	}
}
