// A chat room on a real socket: one goroutine owns the list of guests, others send it events.
// Two scripted guests come, talk and go; each prints what it hears.
package main

import (
	"bufio"
	"fmt"
	"net"
	"runtime"
	"sync"
	"time"
)

type guest struct {
	name string
	out  chan string
}

type room struct {
	joins  chan guest
	leaves chan guest
	says   chan string
	quit   chan bool
}

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	r := room{make(chan guest), make(chan guest), make(chan string), make(chan bool)}
	go r.run()
	go r.serve(l)

	ann := arrive("Ann", l.Addr())
	ann.hear()
	joe := arrive("Joe", l.Addr())
	ann.hear()
	joe.hear()
	ann.say("Hello, Joe!")
	ann.hear()
	joe.hear()
	joe.say("Good night, Ann.")
	ann.hear()
	joe.hear()
	joe.leave()
	ann.hear()
	ann.leave()

	l.Close()
	fmt.Println("goroutines left:", goroutinesLeft())
}

// The guests are this goroutine's alone: no lock.
func (r room) run() {
	guests := make(map[guest]bool)
	tell := func(text string) {
		for g := range guests {
			select {
			case g.out <- text:
			default: // too slow to hear this
			}
		}
	}
	for {
		select {
		case g := <-r.joins:
			guests[g] = true
			tell(g.name + " is here")
		case g := <-r.leaves:
			delete(guests, g)
			close(g.out)
			tell(g.name + " has left")
		case text := <-r.says:
			tell(text)
		case <-r.quit:
			return
		}
	}
}

func (r room) serve(l net.Listener) {
	var connections sync.WaitGroup
	for {
		conn, err := l.Accept()
		if err != nil {
			break // the listener is closed
		}
		connections.Go(func() { r.handle(conn) })
	}
	connections.Wait()
	close(r.quit)
}

func (r room) handle(conn net.Conn) {
	in := bufio.NewScanner(conn)
	in.Scan()
	g := guest{in.Text(), make(chan string, 10)}
	go g.write(conn)
	r.joins <- g
	for in.Scan() {
		r.says <- g.name + ": " + in.Text()
	}
	r.leaves <- g
}

func (g guest) write(conn net.Conn) {
	defer conn.Close()
	for text := range g.out {
		fmt.Fprintln(conn, text)
	}
}

// The client's side.
type user struct {
	name string
	conn net.Conn
	in   *bufio.Scanner
}

func arrive(name string, addr net.Addr) user {
	conn, err := net.Dial("tcp", addr.String())
	if err != nil {
		panic(err)
	}
	u := user{name, conn, bufio.NewScanner(conn)}
	u.say(name)
	return u
}

func (u user) say(text string) {
	fmt.Fprintln(u.conn, text)
}

func (u user) hear() {
	u.in.Scan()
	fmt.Println(u.name, "hears:", u.in.Text())
}

func (u user) leave() {
	u.conn.Close()
}

// Who is on the way out gets a moment for it.
func goroutinesLeft() int {
	for i := 0; i < 1000 && runtime.NumGoroutine() > 1; i++ {
		time.Sleep(time.Millisecond)
	}
	return runtime.NumGoroutine()
}
