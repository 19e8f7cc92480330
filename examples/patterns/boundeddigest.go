// MD5 of every file of a directory tree (the argument; this directory without one), sorted.
// Twenty digesters share the files, however many there are; the first error ends them all.
package main

import (
	"context"
	"crypto/md5"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"
)

const digesters = 20

type digest struct {
	path string
	sum  [md5.Size]byte
	err  error
}

func main() {
	root := "."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	sums, err := md5All(root)
	paths := make([]string, 0, len(sums))
	for path := range sums {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		fmt.Printf("%x  %s\n", sums[path], path)
	}
	fmt.Println("goroutines left:", goroutinesLeft())
	if err != nil {
		fmt.Println("failed at", root)
		os.Exit(1)
	}
}

func md5All(root string) (map[string][md5.Size]byte, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	paths := make(chan string)
	results := make(chan digest)
	var wg sync.WaitGroup
	wg.Go(func() { walk(ctx, root, paths, results) })
	for range digesters {
		wg.Go(func() { digestAll(ctx, paths, results) })
	}
	go func() {
		wg.Wait()
		close(results)
	}()

	sums := make(map[string][md5.Size]byte)
	for d := range results {
		if d.err != nil {
			return nil, d.err
		}
		sums[d.path] = d.sum
	}
	return sums, nil
}

func walk(ctx context.Context, root string, paths chan<- string, results chan<- digest) {
	defer close(paths)
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		return send(ctx, paths, path)
	})
	if err != nil {
		send(ctx, results, digest{path: root, err: err})
	}
}

func digestAll(ctx context.Context, paths <-chan string, results chan<- digest) {
	for path := range paths {
		data, err := os.ReadFile(path)
		if send(ctx, results, digest{path, md5.Sum(data), err}) != nil {
			return
		}
	}
}

func send[T any](ctx context.Context, c chan<- T, v T) error {
	select {
	case c <- v:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Who is on the way out gets a moment for it.
func goroutinesLeft() int {
	for i := 0; i < 1000 && runtime.NumGoroutine() > 1; i++ {
		time.Sleep(time.Millisecond)
	}
	return runtime.NumGoroutine()
}
