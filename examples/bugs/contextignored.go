// The context is cancelled, but the producer sends without asking it.
package main

import (
	"context"
	"fmt"
	"time"
)

func main() {
	fmt.Println("sum of three:", sumOfThree())
	time.Sleep(200 * time.Millisecond)
}

func sumOfThree() int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	numbers := count(ctx)
	sum := 0
	for range 3 {
		sum += <-numbers
	}
	time.Sleep(100 * time.Millisecond) // writes it down
	return sum
}

func count(ctx context.Context) <-chan int {
	c := make(chan int)
	go func() {
		for i := 1; ctx.Err() == nil; i++ {
			c <- i
		}
	}()
	return c
}
