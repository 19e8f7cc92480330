// A panic that no one recovers ends the whole program, in whichever goroutine it happens.
// The exit code is 2; the report tells what, where, and who started that goroutine.
package main

import "fmt"

func main() {
	c := make(chan int)
	go worker(c)
	fmt.Println("never received:", <-c)
}

func worker(c chan<- int) {
	defer fmt.Println("deferred calls run")
	panic("boom")
}
