/**
 * Storms: real threads over a real directory that are interrupted, cancelled, timed out, refused,
 * crowded and closed upon, and that record what they did and were told, so that the oracle of
 * {@link org.waymark.check.history} can judge it.
 *
 * <p>{@link org.waymark.stress.storm.Storms} names them. A storm goes on for a stated time over
 * logs of a few lives each; a life is one log opened, one crowd of clients after another let loose
 * on it, and the log closed, in a calm or in their midst. The seed decides what every client draws;
 * which instruction an interrupt meets is the machine's choice, so a seed repeats the plan and not
 * the interleaving. {@link org.waymark.stress.storm.Soak} lets the same clients loose in processes
 * of their own, and kills those.
 *
 * <p>Everything here uses the log as an application would, and knows no more of it than its public
 * interface; where an interrupt hit is told from what the JDK says that the thread waits for.
 */
@NullMarked
package org.waymark.stress.storm;

import org.jspecify.annotations.NullMarked;
