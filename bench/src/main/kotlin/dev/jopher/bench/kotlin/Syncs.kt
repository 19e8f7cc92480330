package dev.jopher.bench.kotlin

import dev.jopher.bench.worker.Bench
import dev.jopher.bench.worker.Body
import dev.jopher.bench.worker.Share
import dev.jopher.bench.worker.Work
import kotlinx.coroutines.Job
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore

// What coroutines have of Go's sync; bench/go/sync.go has the originals. A WaitGroup is a scope or a Job here.

internal fun syncs(): Map<String, Body> = mapOf(
    "MutexUncontended" to row { b -> parallel(b, 1) { s -> lockAndUnlock(s, Mutex(), 0) } },
    "Mutex" to row { b -> mutex(b, 0) },
    "MutexWork" to row { b -> mutex(b, 100) },
    "WaitGroupUncontended" to row { b -> parallel(b, 1) { s -> completeAndJoin(s) } },
    "WaitGroupActuallyWait" to row { b -> parallel(b, 1) { s -> actuallyWait(s) } },
    "Once" to row { b -> once(b) },
    "SemaphoreUncontended" to row { b ->
        parallel(b, 1) { s -> acquireAndRelease(s, Semaphore(1)) }
    },
    "SemaphoreContended" to row { b ->
        val permits = Semaphore(b.procs())
        parallel(b, 4) { s -> acquireAndRelease(s, permits) }
    },
    "ErrGroup100" to row { b ->
        repeat(b.n()) {
            coroutineScope { repeat(100) { launch {} } }
        }
    },
)

private suspend fun mutex(b: Bench, localWork: Int) {
    val mu = Mutex()
    parallel(b, 1) { s -> lockAndUnlock(s, mu, localWork) }
}

private suspend fun lockAndUnlock(s: Share, mu: Mutex, localWork: Int) {
    var foo = Work.start()
    while (s.next()) {
        mu.lock()
        mu.unlock()
        foo = Work.work(foo, localWork)
    }
    Work.keep(foo)
}

private suspend fun completeAndJoin(s: Share) {
    while (s.next()) {
        val job = Job()
        job.complete()
        job.join()
    }
}

private suspend fun actuallyWait(s: Share) = coroutineScope {
    while (s.next()) launch {}.join()
}

/** Kotlin's thing that happens once is a lazy value. */
private suspend fun once(b: Bench) {
    val once = lazy { 1 }
    parallel(b, 1) { s -> while (s.next()) once.value }
}

private suspend fun acquireAndRelease(s: Share, permits: Semaphore) {
    while (s.next()) {
        permits.acquire()
        permits.release()
    }
}
