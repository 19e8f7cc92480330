/**
 * Go's language: goroutines, channels, select, contexts and timers. {@link dev.jopher.sync} adds
 * locks, groups and limits.
 *
 * <h2>A tour</h2>
 *
 * <ul>
 * <li>Goroutines: {@link dev.jopher.Go#go go} starts one, {@link dev.jopher.Go#run run} a program
 *     of them. {@link dev.jopher.Func} is what it runs. {@link dev.jopher.Goroutines} and {@link
 *     dev.jopher.Leaks} show those that are left, {@link dev.jopher.Go#dump dump} where each is.
 * <li>Channels: {@link dev.jopher.Channel}, and its two sides, {@link dev.jopher.SendChannel} and
 *     {@link dev.jopher.ReceiveChannel}. {@link dev.jopher.Received} is a value or the end,
 *     {@link dev.jopher.Unit} the type of channels that carry only a signal. {@link
 *     dev.jopher.Signals} sends those of the operating system to a channel.
 * <li>Select: {@link dev.jopher.Go#select select} runs a handler or returns an index, {@link
 *     dev.jopher.Go#selectValue selectValue} returns a value. A {@link dev.jopher.Case} is made
 *     by {@code onReceive}, {@code onSend}, {@code onTimeout} or {@code otherwise} of {@link
 *     dev.jopher.Go}.
 * <li>Contexts: {@link dev.jopher.Context} is what a function gets, {@link
 *     dev.jopher.CancelContext} what its maker keeps. {@link dev.jopher.ContextException} says
 *     why a context is done.
 * <li>Timers: {@link dev.jopher.Timer}, {@link dev.jopher.Ticker}, and {@code sleep}, {@code
 *     after}, {@code tick} and {@code afterFunc} of {@link dev.jopher.Go}.
 * </ul>
 *
 * <h2>Blocking</h2>
 *
 * <p>A method waits only if its documentation says "waits". What waits parks the goroutine and
 * not its processor. Any thread may call any method, goroutine or not. {@code try} methods do not
 * wait, except for the {@link java.time.Duration} that they are given. A wait can have an end in
 * three ways:
 *
 * <ul>
 * <li>With a {@link dev.jopher.Context} it throws a {@link dev.jopher.ContextException} when the
 *     context is done. A context that is done before does nothing but throw.
 * <li>With a duration, methods named as in {@code java.util.concurrent} ({@code tryLock}, {@code
 *     tryAcquire}, {@code await}) return whether it was in time. {@link
 *     dev.jopher.ReceiveChannel#receive(java.time.Duration)} throws, because null means "closed"
 *     there.
 * <li>An interrupt.
 * </ul>
 *
 * <h2>Interrupts</h2>
 *
 * <p>An interrupt ends a wait with {@link dev.jopher.UncheckedInterruptedException}. Then nothing
 * was sent, received or acquired, and the flag stays set. A method that need not wait succeeds in
 * spite of the flag. {@code lock()}, {@code rLock()} and {@code Once.run} do not react to
 * interrupts. Where an interface of the JDK declares {@link java.lang.InterruptedException}, its
 * methods throw that and clear the flag.
 *
 * <h2>Failures that cross goroutines</h2>
 *
 * <p>A method that reports the failure of another goroutine's work throws a {@link
 * java.util.concurrent.CompletionException}. Its cause is that failure, whatever its type: the
 * exception's stack shows the caller that waited, the cause's stack the work that failed. Each
 * caller gets an exception of its own. The rule is that of {@code CompletableFuture.join}. It
 * holds for {@link dev.jopher.Go#run}, {@link dev.jopher.sync.ErrGroup#await()}, {@link
 * dev.jopher.sync.SingleFlight} and {@link dev.jopher.sync.Once#onceValue}. A method that returns
 * a failure, such as {@link dev.jopher.sync.ErrGroup#quietlyAwait()}, does not wrap it.
 *
 * <p>An exception that leaves a goroutine ends its program, as a panic does in Go; outside of a
 * program it goes to the default uncaught-exception handler. A misuse has Go's text: "close of
 * closed channel".
 *
 * <h2>Memory model</h2>
 *
 * <p>As in <a href="https://go.dev/ref/mem">The Go Memory Model</a>, on top of Java's:
 *
 * <ol>
 * <li>The {@code go} statement happens-before the start of the goroutine. The end of a goroutine
 *     happens-before nothing.
 * <li>A send happens-before the return of the receive that gets the value.
 * <li>A close happens-before a receive that returns because the channel is closed.
 * <li>A receive from an unbuffered channel happens-before the return of the send.
 * <li>The k-th receive from a channel with room for C happens-before the return of send number k
 *     + C.
 * <li>An unlock happens-before the return of the next lock. A {@code tryLock} that fails orders
 *     nothing.
 * <li>The function of a {@code Once} happens-before the return of every {@code run}.
 * <li>A {@code done}, and the end of a function of a group, happens-before the return of the
 *     {@code await} that it ends.
 * <li>A release happens-before the return of the {@code acquire} that needed it, a {@code signal}
 *     before the return of the {@code await} that it wakes.
 * </ol>
 *
 * <h2>Null</h2>
 *
 * <p>Everything is non-null unless it is {@code @Nullable} (JSpecify). A channel carries no null:
 * null means "closed and drained" to a receiver. In a select, null is a case that never happens.
 */
package dev.jopher;
