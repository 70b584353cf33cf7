/**
 * What the coordinator remembers in order to decide: latest writers, snapshot leases and tokens.
 *
 * <p>Everything here is a pure data structure: it does no I/O, reads no clock, starts no thread and
 * knows nothing of commits but their numbers. Nothing here is thread-safe. Each instance belongs to
 * one coordinator and is guarded by that coordinator's state lock, because validating, allocating a
 * sequence and remembering the result must be one atomic step.
 *
 * <table>
 *   <caption>The three memories and the question each answers</caption>
 *   <tr><th>class</th><th>question</th><th>forgets</th></tr>
 *   <tr><td>{@link org.waymark.validation.CommitIndex}</td>
 *       <td>who wrote this page after my snapshot began?</td><td>at or below the floor</td></tr>
 *   <tr><td>{@link org.waymark.validation.SnapshotLeases}</td>
 *       <td>how far may the floor rise?</td><td>released or expired leases</td></tr>
 *   <tr><td>{@link org.waymark.validation.TokenTable}</td>
 *       <td>has this transaction been here before?</td><td>before the last W commits</td></tr>
 * </table>
 *
 * <p>They hold primitives in arrays, with no object per entry, so that a million entries cost the
 * collector nothing. Arrays grow by a factor and never shrink; growing copies the whole array and
 * is the only operation whose time depends on how much is remembered.
 */
@NullMarked
package org.waymark.validation;

import org.jspecify.annotations.NullMarked;
