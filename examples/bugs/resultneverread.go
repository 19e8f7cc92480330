// A job reports its result, and its creator does not read it.
package main

import (
	"fmt"
	"time"
)

func main() {
	for i := range 4 {
		start(fmt.Sprint("mail ", i))
	}
	time.Sleep(200 * time.Millisecond)
	fmt.Println("4 mails on their way")
}

func start(mail string) <-chan bool {
	sent := make(chan bool)
	go func() {
		time.Sleep(time.Duration(len(mail)) * time.Millisecond)
		sent <- true
	}()
	return sent
}
