/**
 * The scheduler and what is built on it. Not for programs: nothing here is exported to them.
 *
 * <p>Each package is a room, and each room has a floor. A class may use its own room and lower
 * floors only; {@code ArchitectureTest} checks that. From the ground up:
 *
 * <ol>
 *   <li>{@code base}: the JDK's internals, threads of the runtime, the short lock
 *   <li>{@code report}: how reports look: frames, durations, JSON, where they are printed
 *   <li>{@code sched}: processors, carriers, queues, stealing; or the JDK's scheduler
 *   <li>{@code goroutine}: a goroutine, how it parks and is woken, the registry of all
 *   <li>{@code time}: timers. {@code track}: what is recorded of locks and channels
 *   <li>{@code dump}: goroutine dumps. {@code leak}: the search for leaked goroutines. {@code
 *       outside}: threads that are no goroutines, and whether one of them can still wake one
 *   <li>{@code deadlock}: the check for deadlocks and for circles of locks. {@code jfr}: Flight Recorder events
 *   <li>{@code program}: one {@code Go.run}: its start, its end, its panics
 * </ol>
 *
 * <h2>Words</h2>
 *
 * <p>A <em>foreign</em> thread is no goroutine but waits in an operation of ours. An <em>outsider</em>
 * is any thread that is no goroutine. A processor is <em>held up</em> while its goroutine runs for
 * long or waits for the system; a <em>spare</em> one then runs the others.
 */
package dev.jopher.internal;
