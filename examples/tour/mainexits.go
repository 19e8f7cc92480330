// Two goroutines are started, main returns, and that is the end of the program. No code waits for
// them: neither a sheep nor a fish is ever counted.
package main

import (
	"fmt"
	"time"
)

func main() {
	go count("sheep")
	go count("fish")
	fmt.Println("main returns")
}

func count(thing string) {
	for i := 1; true; i++ {
		time.Sleep(time.Second)
		fmt.Println(i, thing)
	}
}
