// Three sensors, and a loop over the first two: the off-by-one leaves the third with its value.
package main

import (
	"fmt"
	"time"
)

func main() {
	var sensors []chan int
	for i := range 3 {
		c := make(chan int)
		go measure(i, c)
		sensors = append(sensors, c)
	}
	sum := 0
	for i := 0; i < len(sensors)-1; i++ {
		sum += <-sensors[i]
	}
	fmt.Println("sum", sum)
	time.Sleep(200 * time.Millisecond)
}

func measure(id int, c chan<- int) {
	c <- 20 + id
}
