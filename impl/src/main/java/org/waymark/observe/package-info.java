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
 */
@NullMarked
package org.waymark.observe;

import org.jspecify.annotations.NullMarked;
