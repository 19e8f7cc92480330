// A function that returns a channel: the goroutine behind it makes the values, one at a time. Two
// of them are two services; the receiver decides when each continues.
package main

import "fmt"

func main() {
	joe := boring("Joe")
	ann := boring("Ann")
	for range 5 {
		fmt.Println(<-joe)
		fmt.Println(<-ann)
	}
	fmt.Println("You're both boring; I'm leaving.")
}

func boring(name string) <-chan string {
	c := make(chan string)
	go func() {
		for i := 0; ; i++ {
			c <- fmt.Sprint(name, " ", i)
		}
	}()
	return c
}
