/**
 * Go's language: goroutines, channels, select, contexts and timers.
 *
 * <h2>Failures that cross goroutines</h2>
 *
 * <p>A method that reports the failure of another goroutine's work throws a {@link
 * java.util.concurrent.CompletionException}. Its cause is that failure, whatever its type: the exception's stack shows
 * the caller that waited, the cause's stack the work that failed. Each caller gets an exception of its own. The rule holds
 * for {@link dev.jopher.Go#run}, {@link dev.jopher.sync.ErrGroup#await()}, {@link dev.jopher.sync.SingleFlight} and {@link
 * dev.jopher.sync.Once#onceValue}. It is that of {@code CompletableFuture.join}. A method that returns a failure instead of
 * throwing it, such as {@link dev.jopher.sync.ErrGroup#quietlyAwait()}, returns it as it is.
 */
package dev.jopher;
