package dev.jopher.bench.kotlin

import dev.jopher.bench.worker.Bench
import dev.jopher.bench.worker.Body
import dev.jopher.bench.worker.Share
import dev.jopher.bench.worker.Work
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.select

// The shapes of Go's chan_test.go, and four of our own; bench/go/channels.go has the originals.

internal const val CALLS_PER_SCHED = 1000

internal fun channels(): Map<String, Body> = mapOf(
    "MakeChan" to row { b -> for (i in 0 until b.n()) made = Channel(8) },
    "ChanNonblocking" to row { b ->
        val c = Channel<Int>()
        parallel(b, 1) { s -> while (s.next()) c.tryReceive() }
    },
    "ChanUncontended" to row { b -> parallel(b, 1) { s -> fillAndDrain(s, Channel(100)) } },
    "ChanContended" to row { b ->
        val c = Channel<Int>(100 * b.procs())
        parallel(b, 1) { s -> fillAndDrain(s, c) }
    },
    "ChanSync" to row { b -> sync(b) },
    "ChanProdCons0" to row { b -> prodCons(b, 0, 0) },
    "ChanProdCons10" to row { b -> prodCons(b, 10, 0) },
    "ChanProdCons100" to row { b -> prodCons(b, 100, 0) },
    "ChanProdConsWork0" to row { b -> prodCons(b, 0, 100) },
    "ChanProdConsWork10" to row { b -> prodCons(b, 10, 100) },
    "ChanProdConsWork100" to row { b -> prodCons(b, 100, 100) },
    "ChanPopular" to row { b -> popular(b) },
    "ChanSem" to row { b ->
        val c = Channel<Unit>(b.procs())
        parallel(b, 1) { s ->
            while (s.next()) {
                c.send(Unit)
                c.receive()
            }
        }
    },
    "StreamUnbuffered" to row { b -> stream(b, Channel()) },
    "StreamBuffered100" to row { b -> stream(b, Channel(100)) },
    "PingPong" to row { b -> pingPong(b) },
    "Buffered8x8" to row { b -> buffered8x8(b) },
)

private var made: Channel<Int>? = null

private suspend fun fillAndDrain(s: Share, c: Channel<Int>) {
    while (s.next()) {
        for (i in 0 until 100) c.send(0)
        for (i in 0 until 100) c.receive()
    }
}

private suspend fun sync(b: Bench) = coroutineScope {
    val left = AtomicInteger(b.n() / CALLS_PER_SCHED / 2 * 2)
    val c = Channel<Int>()
    repeat(2) {
        launch {
            while (true) {
                val i = left.decrementAndGet()
                if (i < 0) break
                if (i % 2 == 0) receiveAndSend(c) else sendAndReceive(c)
            }
        }
    }
}

private suspend fun receiveAndSend(c: Channel<Int>) {
    for (g in 0 until CALLS_PER_SCHED) {
        c.receive()
        c.send(0)
    }
}

private suspend fun sendAndReceive(c: Channel<Int>) {
    for (g in 0 until CALLS_PER_SCHED) {
        c.send(0)
        c.receive()
    }
}

private suspend fun prodCons(b: Bench, capacity: Int, localWork: Int) = coroutineScope {
    val left = AtomicInteger(b.n() / CALLS_PER_SCHED)
    val c = Channel<Int>(capacity)
    repeat(b.procs()) {
        launch { Work.keep(produce(left, c, localWork)) }
        launch { Work.keep(consume(c, localWork)) }
    }
}

private suspend fun produce(left: AtomicInteger, c: Channel<Int>, localWork: Int): Long {
    var foo = Work.start()
    while (left.decrementAndGet() >= 0) {
        for (g in 0 until CALLS_PER_SCHED) {
            foo = Work.work(foo, localWork)
            c.send(1)
        }
    }
    c.send(0)
    return foo
}

private suspend fun consume(c: Channel<Int>, localWork: Int): Long {
    var foo = Work.start()
    while (c.receive() != 0) foo = Work.work(foo, localWork)
    return foo
}

private suspend fun popular(b: Bench) = coroutineScope {
    val c = Channel<Boolean>()
    val own = List(1000) { Channel<Boolean>() }
    for (d in own) {
        launch {
            for (k in 0 until b.n()) {
                select {
                    c.onReceive {}
                    d.onReceive {}
                }
            }
        }
    }
    for (i in 0 until b.n()) {
        for (d in own) d.send(true)
    }
}

private suspend fun stream(b: Bench, c: Channel<Int>) = coroutineScope {
    launch {
        for (i in 0 until b.n()) c.send(1)
        c.close()
    }
    for (v in c) {
        // nothing
    }
}

private suspend fun pingPong(b: Bench) = coroutineScope {
    val ping = Channel<Int>()
    val pong = Channel<Int>()
    launch {
        for (i in 0 until b.n()) pong.send(ping.receive())
    }
    for (i in 0 until b.n()) {
        ping.send(1)
        pong.receive()
    }
}

private suspend fun buffered8x8(b: Bench) = coroutineScope {
    val c = Channel<Int>(100)
    val each = b.n() / 8 + 1
    repeat(8) {
        launch { for (i in 0 until each) c.send(1) }
        launch { for (i in 0 until each) c.receive() }
    }
}
