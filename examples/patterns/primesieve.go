// A chain of filters, one goroutine for each prime, lets only new primes through.
// The first number that reaches the end is prime and becomes the next filter.
package main

import "fmt"

func main() {
	c := make(chan int)
	go generate(c)
	for range 25 {
		prime := <-c
		fmt.Println(prime)
		filtered := make(chan int)
		go filter(c, filtered, prime)
		c = filtered
	}
}

func generate(out chan<- int) {
	for i := 2; ; i++ {
		out <- i
	}
}

func filter(in <-chan int, out chan<- int, prime int) {
	for i := range in {
		if i%prime != 0 {
			out <- i
		}
	}
}
