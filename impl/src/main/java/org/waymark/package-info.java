/**
 * The write coordinator: the one place where a database's concurrent writers become one ordered,
 * durable history. Here live the public vocabulary and its two front doors, the commit log that an
 * application uses and the coordinator that runs the commit protocol step by step.
 *
 * <h2>Shared state on one page</h2>
 *
 * <p>Lock order, outermost first: the turn of closing → the turn of a barrier (one or two, never
 * both) or the turn of delivery → the turns of the capsule log, creation before forcing → the state
 * lock. The turn of refreshing a read-only log stands alone. A turn may be held during I/O, the
 * state lock may not; the monitors of this package guard a few instructions of their own object,
 * and no other lock is taken under them. Observers are told under the state lock and must not call
 * back.
 *
 * <p>The words for access: <em>state lock</em>, <em>monitor</em> and <em>turn</em> name the guard;
 * <em>volatile</em> and <em>concurrent</em> need none; <em>handed over</em> belongs to one thread
 * at a time, the hand-over itself being guarded; <em>confined</em> to one thread; <em>constant</em>
 * after construction. {@code SharedFieldsTest} holds the table against the source.
 *
 * <table>
 *   <caption>Every shared mutable field of this package</caption>
 *   <tr><th>fields</th><th>access</th><th>remark</th></tr>
 *   <tr><td>{@code CommitState: lock}</td><td>concurrent</td><td>the <em>state lock</em> itself;
 *       held for a few instructions, never during I/O</td></tr>
 *   <tr><td>{@code CommitState: covered, publishing, answered, epoch}</td><td>state
 *       lock</td><td>groups between the barriers; answers nobody has drained; groups published,
 *       read under the lock to agree with the tip</td></tr>
 *   <tr><td>{@code CommitState: tip, haltCause}</td><td>volatile</td><td>written under
 *       the state lock, read by anyone; {@code haltCause} is written once</td></tr>
 *   <tr><td>{@code Admission: floor, lastAdmitted, lastTime, shuttingDown}</td><td>state
 *       lock</td><td>so are the memories of {@code org.waymark.validation} behind it; recovery
 *       fills them before anybody else sees them</td></tr>
 *   <tr><td>{@code Outstanding: ring, published, claimed, admitted}</td><td>state
 *       lock</td><td>the commits above the tip</td></tr>
 *   <tr><td>{@code PendingCommit: drainable, tickets}</td><td>state lock</td><td>once drained,
 *       the tickets belong to the drainer</td></tr>
 *   <tr><td>{@code PendingCommit: answer}</td><td>volatile</td><td>written once, under the state
 *       lock</td></tr>
 *   <tr><td>{@code Group: commits, markers, epoch}</td><td>handed over</td><td>barrier one fills
 *       it; the state lock hands it to barrier two</td></tr>
 *   <tr><td>{@code Group: markersStarted}</td><td>state lock</td><td>decides what a halt may
 *       say</td></tr>
 *   <tr><td>{@code Ticket: next}</td><td>state lock</td><td>the list hangs on its pending commit
 *       and goes to the drainer with it</td></tr>
 *   <tr><td>{@code Ticket: stage}</td><td>concurrent</td><td>completed in answer order</td></tr>
 *   <tr><td>{@code Ticket: result}</td><td>volatile</td><td>written once, by the
 *       deliverer</td></tr>
 *   <tr><td>{@code Turn: waiters}</td><td>monitor</td><td>of the turn; never held while
 *       waiting</td></tr>
 *   <tr><td>{@code Turn: owner}</td><td>volatile</td><td>written under the turn's monitor</td></tr>
 *   <tr><td>{@code InOrder: tasks, sent, running}</td><td>monitor</td><td>of the object; never held
 *       while a task runs</td></tr>
 *   <tr><td>{@code Places: free, waiters}</td><td>concurrent</td><td>a waiter stands in the
 *       queue before it looks at the counter</td></tr>
 *   <tr><td>{@code Places: closed}</td><td>volatile</td><td>written once</td></tr>
 *   <tr><td>{@code TipWaiters: waiters}</td><td>concurrent</td><td>a waiter stands in the queue
 *       before it looks at the tip</td></tr>
 *   <tr><td>{@code TipWaiters: ended}</td><td>volatile</td><td>written once</td></tr>
 *   <tr><td>{@code CommitEngine: primary, second, closer,
 *       stopping}</td><td>volatile</td><td>{@code primary}, {@code closer} and {@code stopping}
 *       are written under the engine's monitor, {@code second} by the primary thread</td></tr>
 *   <tr><td>{@code CommitEngine: wakeAt}</td><td>volatile</td><td>written by the primary thread
 *       before it looks at what is admitted; read by submitters after admission</td></tr>
 *   <tr><td>{@code CommitEngine: primaryEnded, secondEnded}</td><td>volatile</td><td>written
 *       once, by the thread itself</td></tr>
 *   <tr><td>{@code CommitEngine: deliverAgain}</td><td>turn</td><td>of delivery</td></tr>
 *   <tr><td>{@code CommitLog: closed}</td><td>volatile</td><td>written once, in the turn of
 *       closing</td></tr>
 *   <tr><td>{@code Reservation: spent}</td><td>concurrent</td><td>set once</td></tr>
 *   <tr><td>{@code LogDirectory: coordinated}</td><td>concurrent</td><td>set once</td></tr>
 *   <tr><td>{@code CommitHistory.Cursor: next}</td><td>confined</td><td>a cursor is not for many
 *       threads</td></tr>
 *   <tr><td>{@code LogOptions.Values: mode, isolation, groupCommitMax, markersPerSegment,
 *       capsuleSegmentBytes, maxLeases, maxIndexPages, retryWindow, queueCapacity, whenFull,
 *       observer, callbackExecutor, ownThreads, time, random,
 *       threads}</td><td>confined</td><td>changed only between copy and publication</td></tr>
 *   <tr><td>{@code Submission: written, read}</td><td>constant</td><td>arrays never written
 *       after construction</td></tr>
 *   <tr><td>{@code Submission: evidence}</td><td>constant</td><td>an unmodifiable list</td></tr>
 *   <tr><td>{@code CommitResult.FcwConflict: pages}</td><td>constant</td><td>an array never
 *       written after construction</td></tr>
 * </table>
 */
@NullMarked
package org.waymark;

import org.jspecify.annotations.NullMarked;
