// No goroutines: counts sheep, forever, and never gets to the fish. Put "go" before the first call,
// and both are counted. Ctrl-C ends it.
package main

import (
	"fmt"
	"time"
)

func main() {
	count("sheep")
	count("fish")
}

func count(thing string) {
	for i := 1; true; i++ {
		fmt.Println(i, thing)
		time.Sleep(100 * time.Millisecond)
	}
}
