// Main asks Joe to stop, and Joe says when that is done: a handshake over one channel, both ways.
// Without the answer main might leave while Joe is still clearing up.
package main

import "fmt"

func main() {
	quit := make(chan string)
	c := boring("Joe", quit)
	for range 5 {
		fmt.Println(<-c)
	}
	quit <- "Bye!"
	fmt.Println("Joe says:", <-quit)
}

func boring(name string, quit chan string) <-chan string {
	c := make(chan string)
	go func() {
		for i := 0; ; i++ {
			select {
			case c <- fmt.Sprint(name, " ", i):
				// said it
			case bye := <-quit:
				fmt.Println("Joe hears:", bye)
				quit <- "See you!"
				return
			}
		}
	}()
	return c
}
