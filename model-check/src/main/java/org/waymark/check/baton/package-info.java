/**
 * The deterministic scheduler behind the thread seam: real threads, of which exactly one runs, so
 * that a run is a pure function of its schedule's decisions.
 *
 * <p>{@link org.waymark.check.baton.Baton} hands control from thread to thread, {@link
 * org.waymark.check.baton.Schedule} decides to whom, {@link org.waymark.check.baton.Schedules}
 * enumerates all schedules with few preemptions, {@link org.waymark.check.baton.HandTime} is the
 * clock, and {@link org.waymark.check.baton.Crew} lends the machine's threads. {@link
 * org.waymark.check.baton.NoThreads} stands in where one thread is enough.
 *
 * <p>Knows nothing of logs, disks or histories.
 */
@NullMarked
package org.waymark.check.baton;

import org.jspecify.annotations.NullMarked;
