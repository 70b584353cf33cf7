/**
 * Crash exploration: runs workloads over the shipped coordinator on a simulated disk, lets the
 * power fail or the process die at every point where that makes a difference, recovers every state
 * that the disk may then be in with the shipped recovery, and has the oracle judge what came back.
 *
 * <table>
 *   <caption>From the inside out</caption>
 *   <tr><td>{@link org.waymark.check.crash.Workload}</td><td>what a process does, as data</td></tr>
 *   <tr><td>{@link org.waymark.check.crash.WorkloadRun}</td><td>does it, on a disk</td></tr>
 *   <tr><td>{@link org.waymark.check.crash.History}</td><td>what the clients have of it</td></tr>
 *   <tr><td>{@link org.waymark.check.crash.Exploration}</td><td>crashes it everywhere, as far as a
 *       {@link org.waymark.check.crash.Plan} says</td></tr>
 *   <tr><td>{@link org.waymark.check.crash.Sampling}</td><td>crashes a drawn one here and there;
 *       both build on {@link org.waymark.check.crash.Explorer}</td></tr>
 *   <tr><td>{@link org.waymark.check.crash.Campaign}</td><td>does many of these on several threads:
 *       the {@link org.waymark.check.crash.Jobs} of a profile, or samples</td></tr>
 *   <tr><td>{@link org.waymark.check.crash.CrashCase}</td><td>one way through all that, which can
 *       be run again and told as a {@link org.waymark.check.crash.Tale}</td></tr>
 * </table>
 */
@NullMarked
package org.waymark.check.crash;

import org.jspecify.annotations.NullMarked;
