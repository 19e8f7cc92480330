// Two transfers at once, one from a to b and one from b to a: each holds the lock that the other
// wants.
package main

import (
	"fmt"
	"sync"
	"time"
)

type account struct {
	mu    sync.Mutex
	cents int
}

func main() {
	a, b := &account{cents: 500}, &account{cents: 500}
	var wg sync.WaitGroup
	wg.Go(func() { transfer(a, b, 100) })
	wg.Go(func() { transfer(b, a, 50) })
	wg.Wait()
	fmt.Println(a.cents, b.cents)
}

func transfer(from, to *account, amount int) {
	from.mu.Lock()
	defer from.mu.Unlock()
	time.Sleep(200 * time.Millisecond) // asks whether it is covered
	to.mu.Lock()
	defer to.mu.Unlock()
	from.cents -= amount
	to.cents += amount
}
