// A server on a real socket sends back whatever it gets; each connection has its goroutine. Three
// clients talk to it at the same time. When the listener closes, they all end.
package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"runtime"
	"sync"
	"time"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go serve(l)
	var clients sync.WaitGroup
	for _, name := range []string{"Ann", "Joe", "Zoe"} {
		clients.Go(func() { talk(name, l.Addr()) })
	}
	clients.Wait()
	l.Close()
	fmt.Println("goroutines left:", goroutinesLeft())
}

func serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return // the listener is closed
		}
		go echo(conn)
	}
}

func echo(conn net.Conn) {
	defer conn.Close()
	io.Copy(conn, conn)
}

func talk(name string, addr net.Addr) {
	conn, err := net.Dial("tcp", addr.String())
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	in := bufio.NewReader(conn)
	for i := range 3 {
		fmt.Fprintln(conn, name, "says", i)
		line, _ := in.ReadString('\n')
		fmt.Print("echo: ", line)
	}
}

// Who is on the way out gets a moment for it.
func goroutinesLeft() int {
	for i := 0; i < 1000 && runtime.NumGoroutine() > 1; i++ {
		time.Sleep(time.Millisecond)
	}
	return runtime.NumGoroutine()
}
