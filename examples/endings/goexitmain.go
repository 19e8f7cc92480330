// Main ends itself without returning: its deferred calls run, the others go on.
// When the last of them has ended nobody is left to return from main: exit code 2.
package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	go func() {
		time.Sleep(100 * time.Millisecond)
		fmt.Println("the other one goes on")
	}()
	defer fmt.Println("main's deferred call runs")
	runtime.Goexit()
}
