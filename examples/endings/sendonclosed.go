// A closed channel takes no values: to send one is a mistake that ends the program. It also hits a
// goroutine that has waited in a send since before the close, as here.
package main

import (
	"fmt"
	"time"
)

func main() {
	c := make(chan int)
	go sender(c)
	time.Sleep(100 * time.Millisecond)
	fmt.Println("closing while somebody sends")
	close(c)
	select {}
}

func sender(c chan<- int) {
	c <- 1
}
