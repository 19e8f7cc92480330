// The program's own exit code; no goroutine is waited for and no deferred call runs. See it with:
// echo $?
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("never printed")
	go func() { select {} }()
	fmt.Println("leaving with 3")
	os.Exit(3)
}
