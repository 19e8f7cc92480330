// The board's worker for Go. It reads requests, one a line, and answers each with one line; the workers of the other
// runtimes do the same (dev.jopher.bench.worker.Worker tells the requests).
package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// rows is filled by the files of the groups.
var rows = map[string]func(*Bench){}

func main() {
	procs, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	runtime.GOMAXPROCS(procs)
	requests := bufio.NewScanner(os.Stdin)
	for requests.Scan() {
		fmt.Println(answer(strings.Fields(requests.Text())))
	}
}

func answer(request []string) string {
	switch request[0] {
	case "rows":
		return "rows " + strings.Join(names(), " ")
	case "measure":
		body, ok := rows[request[1]]
		if !ok {
			return "missing"
		}
		b := measure(request[1], body, time.Duration(number(request[2])))
		return fmt.Sprintf("ns %g %d%s", b.nanos(), b.N, result(b))
	case "block":
		block(number(request[1]))
		return "blocked"
	case "used":
		return fmt.Sprint("used ", used())
	case "echo":
		return fmt.Sprint("port ", echo())
	case "http":
		return fmt.Sprint("port ", serveHTTP())
	case "busy":
		return fmt.Sprint("port ", serveBusy())
	}
	return "missing"
}

func result(b *Bench) string {
	if math.IsNaN(b.result) {
		return ""
	}
	return fmt.Sprintf(" %v", b.result)
}

func names() []string {
	var all []string
	for name := range rows {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return n
}
