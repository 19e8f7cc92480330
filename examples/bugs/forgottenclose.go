// The producer has sent everything and ends, without a word. The consumer waits for more.
package main

import "fmt"

func main() {
	lines := make(chan string)
	go read(lines)
	for line := range lines {
		fmt.Println(line)
	}
	fmt.Println("end of file")
}

func read(lines chan<- string) {
	for _, line := range []string{"baa", "baa", "black sheep"} {
		lines <- line
	}
}
