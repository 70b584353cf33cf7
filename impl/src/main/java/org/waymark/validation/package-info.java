/**
 * What the coordinator remembers in order to decide: readers and writers of pages, snapshot leases
 * and tokens.
 *
 * <p>Everything here is a pure data structure: it does no I/O, reads no clock, starts no thread and
 * knows nothing of commits but their numbers. Nothing here is thread-safe. Each instance belongs to
 * one coordinator and is guarded by that coordinator's state lock, because validating, allocating a
 * sequence and remembering the result must be one atomic step.
 *
 * <table>
 *   <caption>The memories and the question each answers; the first two stand behind one {@link
 *       org.waymark.validation.Validator}</caption>
 *   <tr><th>class</th><th>question</th><th>forgets</th></tr>
 *   <tr><td>{@link org.waymark.validation.CommitIndex}</td>
 *       <td>who wrote this page after my snapshot began?</td><td>at or below the floor</td></tr>
 *   <tr><td>{@link org.waymark.validation.Antidependencies}</td>
 *       <td>would this transaction complete a dangerous structure?</td><td>at or below the
 *       floor</td></tr>
 *   <tr><td>{@link org.waymark.validation.SnapshotLeases}</td>
 *       <td>how far may the floor rise?</td><td>released or expired leases</td></tr>
 *   <tr><td>{@link org.waymark.validation.TokenTable}</td>
 *       <td>has this transaction been here before?</td><td>before the last W commits</td></tr>
 * </table>
 *
 * <p>They hold primitives in arrays, with no object per entry, so that a million entries cost the
 * collector nothing. Arrays grow by a factor and never shrink; growing copies the whole array and
 * is the only operation whose time grows in proportion to how much is remembered.
 *
 * <h2>Shared state</h2>
 *
 * <p>The words are those of the package above, and the lock is that coordinator's.
 *
 * <table>
 *   <caption>Every mutable field of this package</caption>
 *   <tr><th>fields</th><th>access</th><th>remark</th></tr>
 *   <tr><td>{@code CommitIndex: lastSequence, floor}</td><td>state lock</td><td>of the
 *       coordinator that it belongs to</td></tr>
 *   <tr><td>{@code Antidependencies: lastSequence, floor}</td><td>state lock</td><td>of the
 *       coordinator</td></tr>
 *   <tr><td>{@code PageTable: entries, older, newer, oldest, newest, unused,
 *       everUsed}</td><td>state lock</td><td>with the memory that it serves</td></tr>
 *   <tr><td>{@code PageWriters: sequences, lowestOuts, older, jumps, depths, first,
 *       next}</td><td>state lock</td><td>with the memory that it serves</td></tr>
 *   <tr><td>{@code HashIndex: slots, size}</td><td>state lock</td><td>with the index or the table
 *       that it serves</td></tr>
 *   <tr><td>{@code SlotHeap: heap, position, keys, size}</td><td>state lock</td><td>with the
 *       leases</td></tr>
 *   <tr><td>{@code SnapshotLeases: ids, freeSlots, free, everUsed,
 *       registrations}</td><td>state lock</td><td>of the coordinator</td></tr>
 *   <tr><td>{@code TokenTable: ring, first, last}</td><td>state lock</td><td>of the
 *       coordinator</td></tr>
 * </table>
 */
@NullMarked
package org.waymark.validation;

import org.jspecify.annotations.NullMarked;
