// The configuration is loaded once, and loading it logs a line, for which the logger asks the
// configuration.
package main

import (
	"fmt"
	"sync"
)

var (
	once   sync.Once
	values = map[string]string{}
)

func main() {
	fmt.Println("port", config("port"))
}

func config(key string) string {
	once.Do(load)
	return values[key]
}

func load() {
	log("loading")
	values["port"] = "8080"
}

func log(line string) {
	if config("level") == "debug" {
		fmt.Println(line)
	}
}
