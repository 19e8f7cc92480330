package dev.jopher.bench.board;

import static dev.jopher.bench.board.Contestant.*;

import java.util.List;

/** The rows that the workers measure, in the order of the board. */
final class Rows {
    private static final String NO_SELECT = "has no select";

    private Rows() {}

    static final List<Row> ALL = List.of(
            channels("MakeChan", "make a channel of capacity 8"),
            channels("ChanNonblocking", "look into an empty channel"),
            channels("ChanUncontended",
                    "100 sends and 100 receives, each processor its own channel"),
            channels("ChanContended", "100 sends and 100 receives, one channel for all"),
            channels("ChanSync",
                    "half a round trip of two that take turns on one unbuffered channel"),
            channels("ChanProdCons0", "a value from producers to consumers, unbuffered"),
            channels("ChanProdCons10", "the same, buffer of 10"),
            channels("ChanProdCons100", "the same, buffer of 100"),
            channels("ChanProdConsWork0", "a value and some work, unbuffered"),
            channels("ChanProdConsWork10", "the same, buffer of 10"),
            channels("ChanProdConsWork100", "the same, buffer of 100"),
            channels("ChanPopular", "1,000 sends to 1,000 selects that share a channel")
                    .without(JDK, NO_SELECT),
            channels("ChanSem", "send and receive, a channel as semaphore"),
            channels("StreamUnbuffered", "a value from one to one, unbuffered"),
            channels("StreamBuffered100", "a value from one to one, buffer of 100"),
            channels("PingPong", "a round trip over two unbuffered channels"),
            channels("Buffered8x8", "a value from 8 senders to 8 receivers, buffer of 100"),

            selects("SelectUncontended", "one of two is ready, each processor its own channels"),
            selects("SelectSyncContended", "three senders' selects against receivers' selects"),
            selects("SelectAsyncContended", "one of two is ready, buffered channels for all"),
            new Row("SelectNonblock", "select", "two sends and two receives with default"),
            selects("SelectProdCons", "a value and some work, each in a select of three"),
            selects("SelectSharedDone",
                    "a value to a select with a done channel that 100 pairs share"));

    private static Row channels(String name, String what) {
        return new Row(name, "channels", what);
    }

    private static Row selects(String name, String what) {
        return new Row(name, "select", what).without(JDK, NO_SELECT);
    }
}
