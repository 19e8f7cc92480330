// Two players and one ball on a table, which is a channel: the player that has the ball plays.
// After a second main grabs the ball, and the game is over.
package main

import (
	"fmt"
	"time"
)

type ball struct{ hits int }

func main() {
	table := make(chan *ball)
	go player("ping", table)
	go player("pong", table)

	table <- new(ball) // game on; toss the ball
	time.Sleep(time.Second)
	<-table // game over; grab the ball
	fmt.Println("game over")
}

func player(name string, table chan *ball) {
	for {
		ball := <-table
		ball.hits++
		fmt.Println(name, ball.hits)
		time.Sleep(100 * time.Millisecond)
		table <- ball
	}
}
