/**
 * Verification: layers that each check something about Waymark within a budget, and the command
 * that runs them, shows their results and says how to repeat them.
 *
 * <table>
 *   <caption>The packages below, from the inside out</caption>
 *   <tr><td>{@link org.waymark.check.disk}</td><td>the simulated disk, and every state that a power
 *       loss may leave it in</td></tr>
 *   <tr><td>{@link org.waymark.check.baton}</td><td>threads that run one at a time, as a schedule
 *       says</td></tr>
 *   <tr><td>{@link org.waymark.check.history}</td><td>what clients saw, and the oracle that judges
 *       it; {@code waymark check-history}</td></tr>
 *   <tr><td>{@link org.waymark.check.vectors}</td><td>golden vectors of the format and of decisions</td></tr>
 *   <tr><td>{@link org.waymark.check.spec}</td><td>the models, checked by TLC; {@code waymark
 *       spec}</td></tr>
 *   <tr><td>{@link org.waymark.check.counterexample}</td><td>what TLC found, as a story</td></tr>
 *   <tr><td>{@link org.waymark.check.replay}</td><td>recorded failures; {@code waymark
 *       replay}</td></tr>
 *   <tr><td>{@link org.waymark.check.crash}</td><td>crashes of small workloads, all of them; {@code
 *       waymark crash}</td></tr>
 *   <tr><td>{@link org.waymark.check.crash.failure}</td><td>a failure of that made smaller, told
 *       and kept</td></tr>
 *   <tr><td>{@link org.waymark.check.media}</td><td>damage by the medium</td></tr>
 *   <tr><td>{@link org.waymark.check.lives}</td><td>long lives of a log on a machine that fails;
 *       {@code waymark simulate}</td></tr>
 *   <tr><td>{@link org.waymark.check.lives.durable}</td><td>schedules of concurrent calls, with
 *       crashes</td></tr>
 *   <tr><td>{@link org.waymark.check.kill}</td><td>real processes that die by SIGKILL</td></tr>
 *   <tr><td>{@link org.waymark.check.containment}</td><td>the simulated disk against a real
 *       ext4</td></tr>
 * </table>
 *
 * <p>The first three use none of the others; a test holds that, and that there are no cycles.
 */
@NullMarked
package org.waymark.check;

import org.jspecify.annotations.NullMarked;
