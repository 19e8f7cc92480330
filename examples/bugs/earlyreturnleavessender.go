// find returns at the first match. The generator has more, and waits forever for a receiver, which
// never comes.
package main

import (
	"fmt"
	"strings"
)

func main() {
	for _, word := range []string{"fish", "sheep"} {
		fmt.Printf("%s: line %d\n", word, find(word))
	}
}

func find(word string) int {
	n := 0
	for line := range lines() {
		n++
		if strings.Contains(line, word) {
			return n
		}
	}
	return -1
}

func lines() <-chan string {
	c := make(chan string)
	go func() {
		for _, line := range []string{"one fish", "two sheep", "red fish", "blue fish"} {
			c <- line
		}
		close(c)
	}()
	return c
}
