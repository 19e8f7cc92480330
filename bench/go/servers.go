package main

import (
	"container/list"
	"io"
	"math/rand"
	"net"
	"net/http"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// block leaves n goroutines blocked in a receive, and returns when all are and nothing else moves.
func block(n int) {
	never := make(chan int)
	var started sync.WaitGroup
	started.Add(n)
	for range n {
		go func() {
			started.Done()
			<-never
		}()
	}
	started.Wait()
	time.Sleep(time.Second)
	runtime.GC()
	debug.FreeOSMemory()
}

// used returns the bytes of the heap that are in use after a collection, and gives back what is not.
func used() uint64 {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// echo starts an echo server and returns its port.
func echo() int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go serveEcho(c)
		}
	}()
	return l.Addr().(*net.TCPAddr).Port
}

func serveEcho(c net.Conn) {
	defer c.Close()
	message := make([]byte, 32)
	for {
		if _, err := io.ReadFull(c, message); err != nil {
			return
		}
		if _, err := c.Write(message); err != nil {
			return
		}
	}
}

// serveHTTP starts an HTTP server and returns its port.
func serveHTTP() int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	hello := []byte("hello, world\n")
	go http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Write(hello)
	}))
	return l.Addr().(*net.TCPAddr).Port
}

// serveBusy starts an HTTP server with a cache behind a lock, of whose requests one in twenty computes for some 20 ms
// of a processor.
func serveBusy() int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	hello := []byte("hello, world\n")
	var requests atomic.Int64
	cache := newCache(1000)
	expected := steps(10_000_000)
	go http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		computes := requests.Add(1)%20 == 0
		if cache.value(rand.Intn(2000)) == 0 || computes && steps(10_000_000) != expected {
			panic("a wrong result")
		}
		w.Write(hello)
	}))
	return l.Addr().(*net.TCPAddr).Port
}

// steps computes Marsaglia's xorshift.
func steps(n int) uint64 {
	x := uint64(n)
	for range n {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}

// lruCache keeps the values that were used last.
type lruCache struct {
	mu    sync.Mutex
	most  int
	order *list.List // of entries, the last used first
	byKey map[int]*list.Element
}

type entry struct {
	key   int
	value uint64
}

func newCache(most int) *lruCache {
	return &lruCache{most: most, order: list.New(), byKey: map[int]*list.Element{}}
}

func (c *lruCache) value(key int) uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[key]; ok {
		c.order.MoveToFront(e)
		return e.Value.(entry).value
	}
	v := steps(1000 + key)
	c.byKey[key] = c.order.PushFront(entry{key, v})
	if len(c.byKey) > c.most {
		oldest := c.order.Back()
		delete(c.byKey, c.order.Remove(oldest).(entry).key)
	}
	return v
}
