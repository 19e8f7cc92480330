package dev.jopher.bench.kotlin

import dev.jopher.bench.worker.Bench
import dev.jopher.bench.worker.Body
import dev.jopher.bench.worker.Share
import dev.jopher.bench.worker.Work
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.select

// The shapes of Go's chan_test.go with select; bench/go/selects.go has the originals. It is Kotlin's usual select, which
// prefers the first case; the fair one, selectUnbiased, is slower.

internal fun selects(): Map<String, Body> = mapOf(
    "SelectUncontended" to row { b -> parallel(b, 1) { s -> swap(s, Channel(1), Channel(1)) } },
    "SelectAsyncContended" to row { b ->
        val c1 = Channel<Int>(b.procs())
        val c2 = Channel<Int>(b.procs())
        parallel(b, 1) { s -> swap(s, c1, c2) }
    },
    "SelectSyncContended" to row { b -> syncContended(b) },
    "SelectNonblock" to row { b -> nonblock(b) },
    "SelectProdCons" to row { b -> prodCons(b) },
    "SelectSharedDone" to row { b -> sharedDone(b) },
)

private suspend fun swap(s: Share, c1: Channel<Int>, c2: Channel<Int>) {
    c1.send(0)
    while (s.next()) {
        select {
            c1.onReceive { c2.send(0) }
            c2.onReceive { c1.send(0) }
        }
    }
}

private suspend fun CoroutineScope.syncContended(b: Bench) {
    val c1 = Channel<Int>()
    val c2 = Channel<Int>()
    val c3 = Channel<Int>()
    val done = Channel<Int>()
    parallel(b, 1) { s ->
        this@syncContended.launch { sendUntilDone(c1, c2, c3, done) }
        while (s.next()) {
            select {
                c1.onReceive {}
                c2.onReceive {}
                c3.onReceive {}
            }
        }
    }
    done.close()
}

private suspend fun sendUntilDone(
    c1: Channel<Int>,
    c2: Channel<Int>,
    c3: Channel<Int>,
    done: Channel<Int>,
) {
    while (
        select {
            c1.onSend(0) { true }
            c2.onSend(0) { true }
            c3.onSend(0) { true }
            done.onReceiveCatching { false }
        }
    ) {
        // again
    }
}

private suspend fun nonblock(b: Bench) {
    val c1 = Channel<Int>()
    val c2 = Channel<Int>()
    val c3 = Channel<Int>(1)
    val c4 = Channel<Int>(1)
    parallel(b, 1) { s ->
        while (s.next()) {
            c1.tryReceive()
            c2.trySend(0)
            c3.tryReceive()
            c4.trySend(0)
        }
    }
}

private suspend fun prodCons(b: Bench) = coroutineScope {
    val left = AtomicInteger(b.n() / CALLS_PER_SCHED)
    val c = Channel<Int>(128)
    val end = Channel<Int>()
    repeat(b.procs()) {
        launch { Work.keep(produce(left, c, end)) }
        launch { Work.keep(consume(c, end)) }
    }
}

/** Kotlin has no timer's channel, and its onTimeout would be made anew for each select: a silent channel stands for it. */
private suspend fun produce(left: AtomicInteger, c: Channel<Int>, end: Channel<Int>): Long {
    var foo = Work.start()
    val never = Channel<Int>()
    while (left.decrementAndGet() >= 0) {
        for (g in 0 until CALLS_PER_SCHED) {
            foo = Work.work(foo, 100)
            select {
                c.onSend(1) {}
                never.onReceive {}
                end.onReceive {}
            }
        }
    }
    c.send(0)
    return foo
}

private suspend fun consume(c: Channel<Int>, end: Channel<Int>): Long {
    var foo = Work.start()
    val never = Channel<Int>()
    while (
        select {
            c.onReceive { it != 0 }
            never.onReceive { true }
            end.onReceive { true }
        }
    ) {
        foo = Work.work(foo, 100)
    }
    return foo
}

/** 100 pairs; every receive of every pair is a select with one channel that all of them share. */
private suspend fun sharedDone(b: Bench) {
    val pairs = 100
    val done = Channel<Unit>()
    val each = b.n() / pairs + 1
    coroutineScope {
        repeat(pairs) {
            val c = Channel<Int>()
            launch { for (i in 0 until each) c.send(1) }
            launch {
                for (i in 0 until each) {
                    select {
                        c.onReceive {}
                        done.onReceive {}
                    }
                }
            }
        }
    }
    done.close()
}
