package dev.jopher.bench.kotlin

import dev.jopher.bench.worker.Bench
import dev.jopher.bench.worker.Body
import java.util.concurrent.CountDownLatch
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.yield

// Few coroutines and many; bench/go/scale.go has the originals.

internal fun scale(): Map<String, Body> = mapOf(
    "Ring100" to row { b -> ring(b, 100) },
    "Ring10k" to row { b -> ring(b, b.size(10_000)) },
    "Ring1M" to row { b -> ring(b, b.size(1_000_000)) },
)

private suspend fun ring(b: Bench, size: Int) = coroutineScope {
    b.operations(size.toLong())
    b.stopTimer()
    val channels = List(size) { Channel<Int>() }
    val done = CompletableDeferred<Unit>()
    val started = CountDownLatch(size)
    for (i in 0 until size) {
        launch {
            started.countDown()
            pass(channels[i], channels[(i + 1) % size], done)
        }
    }
    while (started.count > 0) yield()
    b.startTimer()
    channels[0].send(b.n() * size)
    done.await()
    b.stopTimer()
    channels.forEach { it.close() }
}

private suspend fun pass(from: Channel<Int>, to: Channel<Int>, done: CompletableDeferred<Unit>) {
    for (hops in from) if (hops == 1) done.complete(Unit) else to.send(hops - 1)
}
