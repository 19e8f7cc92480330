// A pool of two workers. Each task submits a subtask to the same pool and waits for it; both
// workers wait.
package main

import (
	"fmt"
	"time"
)

type task struct {
	depth  int
	result chan<- int
}

func main() {
	tasks := make(chan task, 10)
	for range 2 {
		go func() { work(tasks) }()
	}
	result := make(chan int, 2)
	for range 2 {
		tasks <- task{1, result}
	}
	fmt.Println(<-result + <-result)
	close(tasks)
}

func work(tasks chan task) {
	for task := range tasks {
		time.Sleep(200 * time.Millisecond)
		if task.depth == 0 {
			task.result <- 1
		} else {
			task.result <- 1 + child(tasks, task.depth-1)
		}
	}
}

func child(tasks chan task, depth int) int {
	result := make(chan int, 1)
	tasks <- task{depth, result}
	return <-result
}
