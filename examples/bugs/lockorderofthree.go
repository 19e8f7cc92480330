// Three services that lock themselves and then the next one: no two of them do it in opposite
// orders, and still all wait.
package main

import (
	"fmt"
	"sync"
	"time"
)

var users, orders, stock sync.Mutex

func main() {
	var wg sync.WaitGroup
	wg.Go(rename)
	wg.Go(order)
	wg.Go(restock)
	wg.Wait()
	fmt.Println("done")
}

func rename() {
	users.Lock()
	defer users.Unlock()
	time.Sleep(200 * time.Millisecond)
	orders.Lock()
	defer orders.Unlock()
}

func order() {
	orders.Lock()
	defer orders.Unlock()
	time.Sleep(200 * time.Millisecond)
	stock.Lock()
	defer stock.Unlock()
}

func restock() {
	stock.Lock()
	defer stock.Unlock()
	time.Sleep(200 * time.Millisecond)
	users.Lock()
	defer users.Unlock()
}
