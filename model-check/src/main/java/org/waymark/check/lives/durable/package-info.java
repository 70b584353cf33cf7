/**
 * Durable linearizability of the coordinator's steps: schedules × crash states.
 *
 * <h2>The notion</h2>
 *
 * <p>A history of concurrent calls is <em>linearizable</em> if each call can be given one moment
 * between its invocation and its return such that the calls, one after another in that order, give
 * the answers that were given. With crashes there are several notions. Izraelevitz, Mendes and
 * Scott ("Linearizability of Persistent Memory Objects under a Full-System-Crash Failure Model",
 * DISC 2016) call a history <em>durably linearizable</em> if it is linearizable once the crashes
 * are taken out of it: whatever had returned survives, and what was under way took effect or not,
 * as a whole. In the <em>buffered</em> form a crash may take back the latest operations that had
 * returned, as long as what is left is a consistent cut.
 *
 * <p>A write coordinator is both at once, by contract. A provisional answer, <em>admitted</em>, is
 * buffered: a crash may take back any suffix of what is admitted. What is told as committed (an
 * answer of drain, a tip, a snapshot, the answer to a retry) is durable: no crash takes it back.
 * And the barriers are calls of several steps. So the sequential specification, {@link
 * org.waymark.check.lives.durable.SequentialLog}, has steps instead of calls, and says of each of
 * its states what a crash there may leave.
 *
 * <h2>What is checked</h2>
 *
 * <p>A program of a few threads runs over the shipped {@link org.waymark.WriteCoordinator} under a
 * deterministic scheduler, once for each schedule with at most so many preemptions, and then under
 * drawn schedules. At the end of each force and of the run, the power fails in every way that the
 * simulated disk allows (of many states, in corners and samples); the shipped recovery opens what
 * is left; the clients ask again for what had no answer. Then:
 *
 * <dl>
 *   <dt>L1
 *   <dd>some order of the calls' steps, true to real time, explains every answer: of {@code submit}
 *       and {@code validate} with their conflicts, of both barriers, of {@code drainCommitted} (in
 *       sequence order, each once), of the tip, of snapshots (never behind a tip that was read
 *       before), of {@code prune}, {@code pendingCount} and {@code currentEpoch};
 *   <dt>L2
 *   <dd>what was recovered is what one such order may leave: the admitted transactions in admission
 *       order up to some place between the tip and the end of the group in FSYNC_2;
 *   <dt>L3
 *   <dd>every call returns;
 *   <dt>P1 to P14
 *   <dd>the oracle of {@link org.waymark.check.history.HistoryChecker} holds over both lives.
 * </dl>
 *
 * <p>To crash at the end of each force and at the end of the run is enough: between two of them no
 * call makes anything durable, so what a crash leaves at an earlier moment it may leave at the
 * later one too, where no fewer answers were given.
 *
 * <h2>What is not</h2>
 *
 * <p>Threads interleave at disk calls, at parks and between calls, and nowhere else: within a
 * stretch of code without one a thread is alone. So nothing is said about the insides of
 * synchronized code, nor about weak memory: jcstress and the table of shared fields are for those.
 * Halts are not part of the programs; the layer {@code lives} has them.
 */
@NullMarked
package org.waymark.check.lives.durable;

import org.jspecify.annotations.NullMarked;
