/**
 * The scheduler and what is built on it. Not for programs: nothing here is exported to them.
 *
 * <p>Each package is a room, and each room has a floor. A class may use its own room and lower
 * floors only; {@code ArchitectureTest} checks that. From the ground up:
 *
 * <ol>
 *   <li>{@code base}: the JDK's internals, threads of the runtime, the spin lock
 *   <li>{@code report}: how reports look: frames, durations, JSON, where they are printed
 *   <li>{@code sched}: processors, carriers, queues, stealing; or the JDK's scheduler
 *   <li>{@code goroutine}: a goroutine, how it parks and is woken, the registry of all
 *   <li>{@code time}: timers. {@code track}: what is recorded of locks and channels
 *   <li>{@code dump}: goroutine dumps. {@code leak}: the search for leaked goroutines. {@code
 *       outside}: external threads, and whether one of them can still wake one
 *   <li>{@code deadlock}: the check for deadlocks and for circles of locks. {@code jfr}: Flight
 *       Recorder events
 *   <li>{@code program}: one {@code Go.run}: its start, its end, its panics
 * </ol>
 *
 * <h2>Words</h2>
 *
 * <p>Threads: a <em>foreign</em> thread waits in one of our operations and is not a goroutine. An
 * <em>external</em> thread is any thread that is not a goroutine. An <em>unmanaged virtual
 * thread</em> is a virtual thread that is not a goroutine; on our scheduler it is a guest.
 *
 * <p>Goroutines: a <em>CPU-bound</em> one computes without waiting.
 *
 * <p>Processors: one is <em>detached</em> while its goroutine runs for long or waits in the system.
 * It then has no slot. A <em>spare</em> one takes the slot and runs the other goroutines.
 */
package dev.jopher.internal;
