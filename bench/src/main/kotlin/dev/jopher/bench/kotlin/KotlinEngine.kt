package dev.jopher.bench.kotlin

import dev.jopher.bench.worker.Bench
import dev.jopher.bench.worker.Body
import dev.jopher.bench.worker.Engine
import dev.jopher.bench.worker.Share
import dev.jopher.bench.worker.Worker
import java.util.concurrent.CountDownLatch
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/**
 * Kotlin's coroutines on their default dispatcher. How many threads that has, the board says with its system properties
 * (kotlinx.coroutines.scheduler.core.pool.size).
 */
class KotlinEngine : Engine {
    private val rows = channels() + selects() + goroutines() + syncs() + times() + scale()

    override fun rows(): Map<String, Body> = rows

    /** The body starts its coroutine itself: see [row]. */
    override fun run(body: Body, b: Bench) = body.run(b)

    @OptIn(DelicateCoroutinesApi::class)
    override fun block(n: Int) {
        val never = Channel<Int>()
        val started = CountDownLatch(n)
        repeat(n) {
            GlobalScope.launch {
                started.countDown()
                never.receive()
            }
        }
        started.await()
    }

    override fun serve(kind: String): Int = 0

    companion object {
        @JvmStatic
        fun main(args: Array<String>) = Worker.serve(KotlinEngine(), args[0].toInt())
    }
}

/** A row: its body runs in a coroutine of the default dispatcher. */
internal fun row(body: suspend CoroutineScope.(Bench) -> Unit) = Body { b ->
    runBlocking(Dispatchers.Default) { body(b) }
}

/** Go's RunParallel: so many coroutines for each processor. */
internal suspend fun parallel(b: Bench, parallelism: Int, body: suspend (Share) -> Unit) =
    coroutineScope {
        val shares = b.shares()
        repeat(parallelism * b.procs()) { launch { body(shares.share()) } }
    }
