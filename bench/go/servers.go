package main

import (
	"io"
	"net"
	"net/http"
	"runtime"
	"runtime/debug"
	"sync"
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
