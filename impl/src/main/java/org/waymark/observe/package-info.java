/**
 * What happened, told as events that stand for the specification's actions.
 *
 * <p>{@link org.waymark.observe.CommitObserver} is the one interface; everything else here
 * implements it. Observers are told under the locks that order the events, from several threads,
 * and must neither block nor call back.
 *
 * <table>
 *   <caption>The observers</caption>
 *   <tr><th>observer</th><th>makes of the events</th></tr>
 *   <tr><td>{@link org.waymark.observe.CountingObserver}</td>
 *       <td>counters for a closing table or a progress line</td></tr>
 *   <tr><td>{@link org.waymark.observe.JfrObserver}</td><td>JDK Flight Recorder events</td></tr>
 *   <tr><td>{@link org.waymark.observe.OpenTelemetryObserver}</td><td>spans and metrics</td></tr>
 *   <tr><td>{@link org.waymark.observe.CompositeObserver}</td>
 *       <td>nothing: passes them on to several</td></tr>
 *   <tr><td>{@link org.waymark.observe.GuardedObserver}</td>
 *       <td>nothing: passes them on to one, and contains what it throws</td></tr>
 * </table>
 *
 * <h2>Shared state</h2>
 *
 * <p>The words are those of {@code org.waymark}. An observer is registered once, when a log is
 * opened and before any other thread knows of it, in fields that are final from there on.
 *
 * <table>
 *   <caption>Every mutable field of this package</caption>
 *   <tr><th>fields</th><th>access</th><th>remark</th></tr>
 *   <tr><td>{@code GuardedObserver: failures, firstFailure}</td><td>concurrent</td><td>the cause
 *       is stored before the failure is counted</td></tr>
 *   <tr><td>{@code CompositeObserver: observers}</td><td>constant</td><td>an immutable
 *       list</td></tr>
 *   <tr><td>{@code CountingObserver: submitted, refused, fsync1s, groups, committed, groupSizes,
 *       largestGroup}</td><td>concurrent</td><td>each right by itself; no two of one
 *       moment</td></tr>
 *   <tr><td>{@code JfrObserver: fsync1s, fsync2s, groups}</td><td>concurrent</td><td>what has
 *       begun and not ended; filled under the lock that orders the events</td></tr>
 *   <tr><td>{@code OpenTelemetryObserver: fsync1Begin, fsync2Begin,
 *       pending}</td><td>concurrent</td><td>what has begun and not ended</td></tr>
 * </table>
 */
@NullMarked
package org.waymark.observe;

import org.jspecify.annotations.NullMarked;
