// A watcher ends when its context is cancelled. The one who made the context forgets it.
package main

import (
	"context"
	"fmt"
	"time"
)

func main() {
	for _, user := range []string{"Ann", "Bob", "Cy"} {
		fmt.Println(login(user))
	}
	time.Sleep(200 * time.Millisecond)
}

func login(user string) string {
	ctx, cancel := context.WithCancel(context.Background())
	_ = cancel
	clicks := make(chan string, 1)
	go func() { watch(ctx, clicks) }()
	clicks <- user + " clicked"
	return "hello, " + user
}

func watch(ctx context.Context, clicks <-chan string) {
	for {
		select {
		case <-clicks:
		case <-ctx.Done():
			return
		}
	}
}
