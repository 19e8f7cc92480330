// Three replicas are asked, the first answer is taken. The other two wait forever with theirs.
package main

import (
	"fmt"
	"time"
)

func main() {
	fmt.Println(first("web1", "web2", "web3"))
	time.Sleep(300 * time.Millisecond)
}

func first(replicas ...string) string {
	answers := make(chan string)
	for i, replica := range replicas {
		go func() {
			time.Sleep(time.Duration(10*(i+1)) * time.Millisecond)
			answers <- "result of " + replica
		}()
	}
	return <-answers
}
