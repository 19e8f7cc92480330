package dev.jopher.bench.kotlin

import dev.jopher.bench.worker.Bench
import dev.jopher.bench.worker.Body
import dev.jopher.bench.worker.Check
import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.yield

// Making coroutines, and well-known programs; bench/go/goroutines.go has the originals.

internal fun goroutines(): Map<String, Body> = mapOf(
    "CreateGoroutines" to row { b -> create(b, 1) },
    "CreateGoroutinesParallel" to row { b -> create(b, b.procs()) },
    "CreateGoroutinesCapture" to row { b -> createCapture(b) },
    "Gosched" to row { b -> parallel(b, 2) { s -> while (s.next()) yield() } },
    "DaisyChain" to row { b -> daisyChain(b) },
    "PrimeSieve" to row { b -> repeat(b.n()) { primeSieve(b.size(2000)) } },
    "WorkerPool" to row { b -> workerPool(b) },
    "ForkJoin" to row { b -> forkJoin(b) },
    "PingPongHog" to row { b -> pingPongHog(b) },
)

private suspend fun create(b: Bench, chains: Int) = coroutineScope {
    val c = Channel<Unit>()
    repeat(chains) { launch { next(this@coroutineScope, b.n() / chains, c) } }
    repeat(chains) { c.receive() }
}

private suspend fun next(scope: CoroutineScope, n: Int, c: Channel<Unit>) {
    if (n == 0) c.send(Unit) else scope.launch { next(scope, n - 1, c) }
}

private suspend fun createCapture(b: Bench) {
    val n = 4
    for (i in 0 until b.n()) {
        coroutineScope {
            for (k in 0 until n) launch { Check.that(k < n) }
        }
    }
}

private suspend fun daisyChain(b: Bench) {
    val length = b.size(100_000)
    b.operations(length.toLong())
    repeat(b.n()) {
        coroutineScope {
            val leftmost = Channel<Int>()
            var end = leftmost
            repeat(length) {
                val left = end
                val right = Channel<Int>()
                launch { left.send(1 + right.receive()) }
                end = right
            }
            val rightmost = end
            launch { rightmost.send(1) }
            Check.that(leftmost.receive() == length + 1)
        }
    }
}

private suspend fun primeSieve(primes: Int) = coroutineScope {
    var c: ReceiveChannel<Int> = Channel<Int>().also { launch { generate(it) } }
    var prime = 0
    repeat(primes) {
        val p = c.receive()
        val from = c
        c = Channel<Int>().also { launch { filter(from, it, p) } }
        prime = p
    }
    Check.prime(primes, prime)
    coroutineContext.cancelChildren()
}

private suspend fun generate(c: SendChannel<Int>) {
    var i = 2
    while (true) c.send(i++)
}

private suspend fun filter(from: ReceiveChannel<Int>, to: SendChannel<Int>, prime: Int) {
    for (i in from) if (i % prime != 0) to.send(i)
}

private suspend fun workerPool(b: Bench) {
    val tasks = b.size(1_000_000)
    b.operations(tasks.toLong())
    repeat(b.n()) {
        coroutineScope {
            val jobs = Channel<Int>(100)
            val results = Channel<Int>(100)
            repeat(8) { launch { for (j in jobs) results.send(j and 1) } }
            launch {
                for (j in 0 until tasks) jobs.send(j)
                jobs.close()
            }
            var sum = 0
            for (j in 0 until tasks) sum += results.receive()
            Check.that(sum == tasks / 2)
        }
    }
}

private suspend fun forkJoin(b: Bench) {
    b.operations(10_945)
    repeat(b.n()) { Check.that(fib(20) == 6765) }
}

private suspend fun fib(n: Int): Int = if (n < 2) n else coroutineScope {
    val half = async { fib(n - 1) }
    val other = fib(n - 2)
    half.await() + other
}

private suspend fun pingPongHog(b: Bench) = coroutineScope {
    val stop = AtomicBoolean()
    val running = Channel<Unit>()
    repeat(b.procs()) {
        launch {
            running.send(Unit)
            while (!stop.get()) {
                // a hog
            }
        }
    }
    repeat(b.procs()) { running.receive() }
    val ping = Channel<Int>()
    val pong = Channel<Int>()
    launch { for (i in 0 until b.n()) pong.send(ping.receive()) }
    b.resetTimer()
    for (i in 0 until b.n()) {
        ping.send(1)
        pong.receive()
    }
    b.stopTimer()
    stop.set(true)
}
