/**
 * Long lives of a log on a simulated machine: {@code waymark simulate} and the layer {@code lives}.
 *
 * <p>A <em>life</em> is that of one log, from an empty disk through many incarnations to a quiet
 * end. In each incarnation a shipped {@link org.waymark.CommitLog} with threads of its own serves
 * two to four writers and a reader under a deterministic scheduler, on a simulated disk. Power
 * losses, process deaths and failing disks come as the life's traits have it, also within openings.
 * At last nothing fails any more, and progress must happen: everybody is answered, new transactions
 * commit, closing works, and the directory is no larger than what was committed asks for.
 *
 * <table>
 *   <caption>From the inside out</caption>
 *   <tr><td>{@link org.waymark.check.lives.Client}, {@link org.waymark.check.lives.Reader}</td>
 *       <td>work with the log, and tell the oracle</td></tr>
 *   <tr><td>{@link org.waymark.check.lives.Incarnation}</td>
 *       <td>one process: opens, serves, closes</td></tr>
 *   <tr><td>{@link org.waymark.check.lives.Machine}</td>
 *       <td>one boot: the scheduler, the disk, the crash</td></tr>
 *   <tr><td>{@link org.waymark.check.lives.Life}</td><td>one machine after another</td></tr>
 *   <tr><td>{@link org.waymark.check.lives.Simulation}</td>
 *       <td>one life after another, and the shrinking of a failure</td></tr>
 * </table>
 *
 * <p>What a history calls a life, one process with the log, is an incarnation here.
 *
 * <p>Everything is a function of the seed. Each concern (plan, schedule, faults, what survives,
 * each client) draws from a stream of its own, so that leaving something out leaves the rest as it
 * was.
 *
 * <p>Not simulated: damage by the medium, disks that lie, weak memory.
 */
@NullMarked
package org.waymark.check.lives;

import org.jspecify.annotations.NullMarked;
