/**
 * The log on disk: record layouts, the capsule log, the marker stream, and recovery.
 *
 * <p>The bytes are specified in {@code spec/format.md}; every layout is drawn in the class that
 * owns it. A layout class has three entrances: an encoder, which refuses by {@link
 * IllegalArgumentException} what must never be stored; {@code flaw}, which judges bytes of any
 * origin and never throws for what they hold; and {@code decode}, for bytes in which {@code flaw}
 * found nothing. Encoder and judge share their range checks, so that what one refuses the other
 * refuses.
 *
 * <h2>Shared state</h2>
 *
 * <p>The words are those of the package above: <em>turn</em> and <em>monitor</em> name the guard,
 * <em>volatile</em> and <em>concurrent</em> need none, <em>confined</em> is to one thread,
 * <em>constant</em> after construction. The turn of creation comes before that of forcing.
 *
 * <table>
 *   <caption>Every mutable field of this package</caption>
 *   <tr><th>fields</th><th>access</th><th>remark</th></tr>
 *   <tr><td>{@code CapsuleLog: idle}</td><td>concurrent</td><td>buffers of writers that have
 *       ended</td></tr>
 *   <tr><td>{@code CapsuleLog: segments}</td><td>volatile</td><td>replaced whole, in the turn of
 *       creation</td></tr>
 *   <tr><td>{@code CapsuleLog: failure}</td><td>volatile</td><td>written in the turn of
 *       forcing or creation</td></tr>
 *   <tr><td>{@code CapsuleSegment: end, settled}</td><td>concurrent</td><td>the allocation of
 *       space is one atomic step</td></tr>
 *   <tr><td>{@code CapsuleSegment: sealed}</td><td>volatile</td><td>written in the turn of
 *       forcing</td></tr>
 *   <tr><td>{@code LogReader: table}</td><td>volatile</td><td>replaced whole, by barrier
 *       two</td></tr>
 *   <tr><td>{@code MarkerStream: segment, file, next, buffer, forced,
 *       failed}</td><td>turn</td><td>of barrier two; the closer comes after it</td></tr>
 *   <tr><td>{@code ProofEncoder: bytes, size, offsets, ids, count}</td><td>turn</td><td>of
 *       barrier one</td></tr>
 *   <tr><td>{@code SegmentFiles: kept}</td><td>concurrent</td><td>files open for
 *       reading</td></tr>
 *   <tr><td>{@code SegmentFiles: closed}</td><td>volatile</td><td>set before the kept files are
 *       closed</td></tr>
 *   <tr><td>{@code ReadOnlyLog: walk}</td><td>turn</td><td>of refreshing, which is the
 *       caller's</td></tr>
 *   <tr><td>{@code ReadOnlyLog: tip}</td><td>volatile</td><td>written in the turn of
 *       refreshing</td></tr>
 *   <tr><td>{@code OpenLog: closed}</td><td>confined</td><td>closing comes last</td></tr>
 *   <tr><td>{@code Digests: digest, scratch}</td><td>confined</td><td>one per user</td></tr>
 *   <tr><td>{@code CapsuleHash: length, open, ended}</td><td>confined</td><td>one per
 *       capsule</td></tr>
 *   <tr><td>{@code CapsuleWriter: present, ahead}</td><td>confined</td><td>to the writer that
 *       took it from the idle ones</td></tr>
 *   <tr><td>{@code CapsuleStream: position, available}</td><td>confined</td><td>a stream is not
 *       for many threads</td></tr>
 *   <tr><td>{@code SymbolCursor: record, index, length, location,
 *       next}</td><td>confined</td><td>to its stream</td></tr>
 *   <tr><td>{@code SlotReader: buffer}</td><td>confined</td><td>one per walk</td></tr>
 *   <tr><td>{@code MarkerTable: spans}</td><td>constant</td><td>replaced with its
 *       table</td></tr>
 *   <tr><td>{@code Proof: evidence}</td><td>constant</td><td>an unmodifiable list</td></tr>
 *   <tr><td>{@code Proof: writtenPages, readPages}</td><td>constant</td><td>arrays never written
 *       after construction</td></tr>
 *   <tr><td>{@code Closer: first}</td><td>confined</td><td>to the thread that closes</td></tr>
 *   <tr><td>{@code Examination: remains, closed, contradiction, contentLoss, bytesInDoubt,
 *       recoveryCase}</td><td>confined</td><td>to the thread that opens</td></tr>
 *   <tr><td>{@code HeaderAgreement: contradiction}</td><td>confined</td><td>to the thread that
 *       opens</td></tr>
 *   <tr><td>{@code MarkerWalk: lastOfLives, next, proven, stop}</td><td>confined</td><td>to the
 *       thread that opens, or that has the turn of refreshing</td></tr>
 *   <tr><td>{@code Quarantine: present, kept, bytesKept,
 *       slotsNotKept}</td><td>confined</td><td>to the thread that opens</td></tr>
 *   <tr><td>{@code Rewrite: open, commits, bytes}</td><td>confined</td><td>to the thread that
 *       opens</td></tr>
 *   <tr><td>{@code SegmentCatalog: markers, capsules, names, temporary, quarantined, ignored,
 *       highestCounter, damage}</td><td>confined</td><td>to the thread that opens or
 *       refreshes</td></tr>
 *   <tr><td>{@code StillGood: sound, whole, limit, good, ended}</td><td>confined</td><td>to the thread
 *       that opens</td></tr>
 *   <tr><td>{@code TailSearch: remains, evidence, firstRemaining, lastRemaining,
 *       count}</td><td>confined</td><td>to the thread that opens</td></tr>
 *   <tr><td>{@code Tidying: removed, emptyLives, removedBefore, cut}</td><td>confined</td><td>to
 *       the thread that opens</td></tr>
 *   <tr><td>{@code LogSurvey: lives, behind, damage, closed,
 *       firstTime}</td><td>confined</td><td>one thread at a time</td></tr>
 * </table>
 */
@NullMarked
package org.waymark.log;

import org.jspecify.annotations.NullMarked;
