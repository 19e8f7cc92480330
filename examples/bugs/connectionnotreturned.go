// A pool of two connections. A query that throws does not put its connection back.
package main

import (
	"errors"
	"fmt"
)

var pool = make(chan string, 2)

func main() {
	pool <- "connection 1"
	pool <- "connection 2"
	for _, table := range []string{"users", "nosuch", "orders", "nosuch", "stock"} {
		rows, err := query(table)
		if err != nil {
			fmt.Println("error:", err)
			continue
		}
		fmt.Println(rows)
	}
}

func query(table string) (string, error) {
	<-pool
	if table == "nosuch" {
		return "", errors.New("no such table")
	}
	pool <- "a connection"
	return "rows of " + table, nil
}
