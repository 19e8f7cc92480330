// The Go side of NatsBoard: the same work with nats.go. Arguments: URL, goroutines per side, values.
package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	goroutines, err := strconv.Atoi(os.Args[2])
	check(err)
	values, err := strconv.Atoi(os.Args[3])
	check(err)
	nc, err := nats.Connect(os.Args[1])
	check(err)
	js, err := jetstream.New(nc)
	check(err)
	ctx := context.Background()
	s, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: "board-go", Subjects: []string{"board.go"},
		Retention: jetstream.WorkQueuePolicy, Discard: jetstream.DiscardNew, MaxMsgs: 100_000, Duplicates: time.Minute})
	check(err)
	defer js.DeleteStream(ctx, "board-go")
	c, err := s.CreateConsumer(ctx, jetstream.ConsumerConfig{Durable: "board", AckPolicy: jetstream.AckExplicitPolicy,
		AckWait: 10 * time.Second, MaxAckPending: -1})
	check(err)
	for _, n := range []int{values / 10, values} { // the first one warms up
		run(ctx, js, c, goroutines, n)
	}
}

func run(ctx context.Context, js jetstream.JetStream, c jetstream.Consumer, goroutines, values int) {
	received := make(chan jetstream.Msg, goroutines)
	consuming, err := c.Consume(func(m jetstream.Msg) { received <- m }, jetstream.PullMaxMessages(max(16, 2*goroutines)))
	check(err)
	latencies := make([]int64, values)
	var next, got atomic.Int64
	var all sync.WaitGroup
	done := make(chan struct{})
	begin := time.Now()
	for range goroutines {
		all.Go(func() {
			for {
				i := next.Add(1) - 1
				if i >= int64(values) {
					return
				}
				body := make([]byte, 100)
				binary.BigEndian.PutUint64(body, uint64(time.Since(begin)))
				_, err := js.Publish(ctx, "board.go", body, jetstream.WithMsgID(fmt.Sprint(begin.UnixNano(), ".", i)))
				check(err)
			}
		})
		all.Go(func() {
			for {
				select {
				case m := <-received:
					check(m.Ack())
					i := got.Add(1) - 1
					latencies[i] = int64(time.Since(begin)) - int64(binary.BigEndian.Uint64(m.Data()))
					if i == int64(values)-1 {
						close(done)
					}
				case <-done:
					return
				}
			}
		})
	}
	all.Wait()
	took := time.Since(begin)
	consuming.Stop()
	slices.Sort(latencies)
	fmt.Printf("%d %d %d\n", int64(float64(values)/took.Seconds()), latencies[values/2]/1000, latencies[values*99/100]/1000)
}
