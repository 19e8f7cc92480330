// A merge switches off each input that is closed, and goes on when both are off.
package main

import "fmt"

func main() {
	wool := feed("black", "white")
	fish := feed("red", "blue", "old")
	for _, s := range merge(wool, fish) {
		fmt.Println(s)
	}
}

func feed(items ...string) <-chan string {
	c := make(chan string)
	go func() {
		for _, item := range items {
			c <- item
		}
		close(c)
	}()
	return c
}

func merge(left, right <-chan string) []string {
	var all []string
	for len(all) < 6 {
		select {
		case s, ok := <-left:
			if ok {
				all = append(all, s)
			} else {
				left = nil
			}
		case s, ok := <-right:
			if ok {
				all = append(all, s)
			} else {
				right = nil
			}
		}
	}
	return all
}
