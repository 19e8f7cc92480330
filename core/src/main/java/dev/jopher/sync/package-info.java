/**
 * Locks, groups and limits, as in Go's {@code sync} and {@code golang.org/x}.
 *
 * <h2>A tour</h2>
 *
 * <ul>
 * <li>Locks: {@link dev.jopher.sync.Mutex} and {@link dev.jopher.sync.RWMutex}, which a {@link
 *     dev.jopher.sync.Hold} unlocks at the end of a block; {@link dev.jopher.sync.Cond} waits for
 *     a change of what a lock protects.
 * <li>Groups: {@link dev.jopher.sync.WaitGroup} waits for goroutines, {@link
 *     dev.jopher.sync.ErrGroup} also for their first failure.
 * <li>Limits: {@link dev.jopher.sync.Semaphore} on what is used at the same time, {@link
 *     dev.jopher.sync.RateLimiter} with its {@link dev.jopher.sync.Reservation} on how often.
 * <li>Once and not twice: {@link dev.jopher.sync.Once}, {@link dev.jopher.sync.Sometimes}, {@link
 *     dev.jopher.sync.SingleFlight}.
 * </ul>
 *
 * <h2>Rules</h2>
 *
 * <p>Blocking, interrupts, failures, the memory model and null are as {@link dev.jopher} says.
 * Three rules are this package's:
 *
 * <ul>
 * <li>No lock is reentrant, and none is owned: any goroutine or thread may unlock it, as in Go. A
 *     goroutine that locks a mutex twice waits for itself.
 * <li>What waits longest goes first, within about a millisecond: in that time a goroutine that
 *     runs may be faster than one that has to be woken.
 * <li>A method that is refused, or gives up, changes nothing.
 * </ul>
 */
package dev.jopher.sync;
