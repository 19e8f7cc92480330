// Notifications can be switched off: then there is no channel. A request for the next one waits
// forever.
package main

import "fmt"

func main() {
	fmt.Println("next:", next(subscribe(false)))
}

func subscribe(enabled bool) <-chan string {
	if !enabled {
		return nil
	}
	c := make(chan string, 1)
	c <- "rain"
	return c
}

func next(notifications <-chan string) string {
	return <-notifications
}
