// A server answers each request on the channel that it brings, except those that it cannot answer.
package main

import "fmt"

type request struct {
	key   string
	reply chan<- string
}

func main() {
	requests := make(chan request)
	go func() { serve(requests) }()
	for _, key := range []string{"wool", "gold"} {
		fmt.Println(key + ": " + ask(requests, key))
	}
	close(requests)
}

func ask(requests chan<- request, key string) string {
	reply := make(chan string, 1)
	requests <- request{key, reply}
	return <-reply
}

func serve(requests <-chan request) {
	stock := map[string]string{"wool": "3 bags"}
	for request := range requests {
		found, ok := stock[request.key]
		if !ok {
			continue
		}
		request.reply <- found
	}
}
