package dev.jopher.bench.kotlin

import dev.jopher.bench.worker.Bench
import dev.jopher.bench.worker.Body
import dev.jopher.bench.worker.Share
import dev.jopher.bench.worker.Work
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.nanoseconds
import kotlinx.coroutines.Job
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield

// Timers and trees of jobs; bench/go/times.go has the originals.

internal fun times(): Map<String, Body> = mapOf(
    "Sleepers1M" to row { b -> sleepers(b) },
    "TickerLateness" to row { b -> tickerLateness(b) },
    "CancelTree100" to row { b -> repeat(b.n()) { cancelTree() } },
    "WithTimeout" to row { b -> withTimeouts(b) },
)

private suspend fun sleepers(b: Bench) {
    val count = b.size(1_000_000)
    b.operations(count.toLong())
    repeat(b.n()) {
        coroutineScope { repeat(count) { launch { delay(100.milliseconds) } } }
    }
}

/** A coroutine that sleeps until its next tick: Kotlin's ticker channel is obsolete. */
private suspend fun tickerLateness(b: Bench) = coroutineScope {
    val stop = AtomicBoolean()
    repeat(2 * b.procs()) { launch { workAndYield(stop) } }
    var late = 0L
    val start = System.nanoTime()
    for (i in 1..b.n()) {
        val due = start + i * 5_000_000L
        delay((due - System.nanoTime()).nanoseconds)
        late += System.nanoTime() - due
    }
    stop.set(true)
    b.report(late.toDouble() / b.n())
}

private suspend fun workAndYield(stop: AtomicBoolean) {
    var foo = Work.start()
    while (!stop.get()) {
        foo = Work.work(foo, 50_000)
        yield()
    }
    Work.keep(foo)
}

/** Jobs are Kotlin's tree of what can be cancelled. */
private fun cancelTree() {
    val root = Job()
    var job: Job = root
    repeat(100) { job = Job(job) }
    root.cancel()
}

/** A timeout belongs to a block here: ten blocks, one after the other. */
private suspend fun withTimeouts(b: Bench) = coroutineScope {
    val others = List(4000) { launch { delay(1.hours) } }
    yield()
    b.resetTimer()
    parallel(b, 1) { s -> tenTimeouts(s) }
    b.stopTimer()
    others.forEach { it.cancel() }
}

private suspend fun tenTimeouts(s: Share) {
    while (s.next()) repeat(10) { withTimeout(1.hours) {} }
}
