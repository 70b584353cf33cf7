/**
 * Histories: what clients of a log asked, were told and saw over its lives, and the oracle that
 * judges whether a correct log could have behaved so.
 *
 * <p>A history is a sequence of {@link org.waymark.check.history.HistoryEvent}s, in memory or as
 * {@link org.waymark.check.history.HistoryFile}s; {@link org.waymark.check.history.HistoryChecker}
 * is the oracle, and {@code waymark check-history} its command. What committed and what was read
 * must have a serial order: {@code SerialOrder} keeps it, {@code DependencyGraph} looks for a
 * cycle. {@code spec/history.md} describes the events for whoever records another log.
 *
 * <p>Knows nothing of files of a log, formats or threads.
 */
@NullMarked
package org.waymark.check.history;

import org.jspecify.annotations.NullMarked;
