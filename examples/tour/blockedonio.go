// Goroutines wait in sockets that are silent, in sleep, and in reads of a large file. A thousand
// others run meanwhile and are done first: blocking costs the others nothing.
package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

const fileSize = 32 << 20

func main() {
	var sockets, sleepers, files sync.WaitGroup
	var woken atomic.Int32

	l, _ := net.Listen("tcp", "127.0.0.1:0")
	var peers []net.Conn
	for range 10 {
		conn, _ := net.Dial("tcp", l.Addr().String())
		peer, _ := l.Accept()
		peers = append(peers, peer)
		sockets.Go(func() {
			defer conn.Close()
			bufio.NewReader(conn).ReadString('\n')
			woken.Add(1)
		})
	}
	for range 10 {
		sleepers.Go(func() {
			time.Sleep(2 * time.Second)
			woken.Add(1)
		})
	}
	file := createFile()
	defer os.Remove(file)
	var read atomic.Int64
	for range 4 {
		files.Go(func() { read.Add(readFile(file)) })
	}

	numbers := make(chan int)
	for i := range 1000 {
		go func() { numbers <- i }()
	}
	sum := 0
	for range 1000 {
		sum += <-numbers
	}
	fmt.Println("the others are done:", sum)
	fmt.Println("woken in sockets and sleeps so far:", woken.Load())

	for _, peer := range peers {
		fmt.Fprintln(peer, "wake up")
		peer.Close()
	}
	l.Close()
	sockets.Wait()
	fmt.Println("the sockets have answered:", woken.Load())
	files.Wait()
	fmt.Println("the file was read:", read.Load()/fileSize, "times")
	sleepers.Wait()
	fmt.Println("the sleepers are awake:", woken.Load())
}

func createFile() string {
	f, _ := os.CreateTemp("", "blocked")
	defer f.Close()
	f.Write(make([]byte, fileSize))
	return f.Name()
}

func readFile(name string) int64 {
	f, _ := os.Open(name)
	defer f.Close()
	n, _ := io.Copy(io.Discard, f)
	return n
}
