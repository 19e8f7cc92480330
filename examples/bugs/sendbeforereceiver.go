// main sends the first job before it starts the worker that would receive it.
package main

import "fmt"

func main() {
	jobs := make(chan string)
	done := make(chan struct{})
	jobs <- "shear the sheep"
	go func() { work(jobs, done) }()
	close(jobs)
	<-done
}

func work(jobs <-chan string, done chan<- struct{}) {
	for job := range jobs {
		fmt.Println(job)
	}
	close(done)
}
