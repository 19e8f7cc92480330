// The producer closes on the way out, except on the one where something was wrong. Three consumers
// and main wait.
package main

import (
	"fmt"
	"strconv"
	"sync"
	"time"
)

func main() {
	records := make(chan int)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { store(records) })
	}
	go func() { parse([]string{"1", "2", "x", "4"}, records) }()
	wg.Wait()
	fmt.Println("stored")
}

func parse(lines []string, records chan<- int) {
	for _, line := range lines {
		n, err := strconv.Atoi(line)
		if err != nil {
			fmt.Println("not a number:", line)
			return
		}
		records <- n
	}
	close(records)
}

func store(records <-chan int) {
	for range records {
		time.Sleep(time.Millisecond)
	}
}
