// The channel of errors has room for one, main returns at the first one, and three checks fail.
package main

import (
	"fmt"
	"strings"
	"time"
)

func main() {
	fmt.Println("check:", check("disk", "memory", "network"))
	time.Sleep(200 * time.Millisecond)
}

func check(parts ...string) string {
	errors := make(chan string, 1)
	for _, part := range parts {
		go func() { errors <- part + " failed" }()
	}
	_, what, _ := strings.Cut(<-errors, " ")
	return "something " + what
}
