// A panic that is not recovered ends the whole program, in whichever goroutine it happens. The exit
// code is 2; the report shows what, where, and which goroutine started that one.
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
