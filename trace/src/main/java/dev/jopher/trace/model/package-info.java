/**
 * A {@link dev.jopher.trace.model.Recording} in memory: what the goroutines of one program did,
 * filled by a {@link dev.jopher.trace.model.RecordingBuilder}, then never changed.
 *
 * <p><b>Columns.</b> A recording has millions of spans, so there is no object per span: each field
 * is an array, and a span, a goroutine, an object, a string, a stack is its index. -1 means "none"
 * everywhere.
 *
 * <p><b>Time</b> is in nanoseconds since the start of the recording, from one clock that all
 * processors share. What was true before the start begins at 0; what was still true at the end ends
 * at the duration.
 *
 * <p><b>Spans.</b> The life of a goroutine is a row of spans, in the order of time, that do not
 * overlap: {@link dev.jopher.trace.model.State}. Fields of a span:
 * <ul>
 * <li>{@code state}, {@code start}, {@code end};
 * <li>{@code processor}: where it runs; for RUNNING and SYSCALL only;
 * <li>{@code reason}: why it waits, in Go's words ("chan receive"); for WAITING and SYSCALL;
 * <li>{@code object}: on what it waits; for WAITING only;
 * <li>{@code stack}: of the goroutine itself where it began to wait, for WAITING and SYSCALL; of
 * the waker where it made the goroutine runnable, for RUNNABLE, if the recorder took it;
 * <li>{@code waker}: the goroutine that made it runnable, for RUNNABLE only. The start of that span
 * is the time of the wake-up. For a new goroutine it is the creator. -1: a timer, or a thread that
 * is no goroutine.
 * </ul>
 *
 * <p><b>Goroutines.</b> {@code id} as in dumps; {@code name} and {@code labels} as strings or -1;
 * {@code parent}, the goroutine that created it; {@code place}, the frame of the {@code go}
 * statement; {@code function}, the string of what it runs; {@code created} and {@code ended}, or -1
 * for {@code ended} if it lived at the end.
 *
 * <p><b>Objects</b> are what goroutines wait on: {@link dev.jopher.trace.model.ObjectKind}, name
 * or -1, the frame of its creation or -1, capacity (of a channel; else 0).
 *
 * <p><b>Operations</b> happen at one moment, in one goroutine:
 * {@link dev.jopher.trace.model.OperationKind}. They are sorted by time. {@code value} is, for
 * SEND, RECEIVE and CLOSE, the number of values in the buffer after it; for SELECT the index of
 * the case, -1 for the default. SEND and RECEIVE are recorded when the operation is done, once for
 * each value, in the order of the channel. RECEIVE without a value (the channel is closed) is
 * RECEIVE_CLOSED.
 * A lock is held from LOCK (after the wait) to UNLOCK; RLOCK and RUNLOCK are those of readers.
 *
 * <p><b>Processors.</b> What a processor runs is in the spans. {@code ProcessorEvents}: a steal
 * ({@code other}: from which processor, {@code count}: how many goroutines), a hand-over (its slot
 * was taken), a timer fired ({@code count} of them). <b>Pauses</b> stop all goroutines: GC.
 *
 * <p><b>Regions and logs</b> are the program's own, by goroutine.
 *
 * <p><b>Frames</b>: function ("Pool.worker"), file ("Pool.java"), line. A stack has the innermost
 * frame first, and only the program's frames: those of Jopher and of the JDK are left out.
 */
package dev.jopher.trace.model;
