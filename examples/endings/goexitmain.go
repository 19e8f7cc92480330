// Main ends itself without returning: its deferred calls run, the others keep running. When the
// last of them has ended, none is left that could return from main: exit code 2.
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
