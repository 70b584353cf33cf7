/**
 * Serializability: the history of what the shipped validator admits has a serial order.
 *
 * <p>A {@link org.waymark.check.serial.History} of few transactions is judged by its {@link
 * org.waymark.check.serial.SerializationGraph}, which knows no rule. {@link
 * org.waymark.check.serial.Rules} are those of the validator as they are written down, asked of the
 * whole history; any can be left out, and {@link org.waymark.check.serial.Anomaly} finds what comes
 * of it. {@link org.waymark.check.serial.Enumerator} goes through all histories of a size, {@link
 * org.waymark.check.serial.RandomHistories} draws larger ones, and {@link
 * org.waymark.check.serial.FrontHistories} such as a whole coordinator admits, behind a small limit
 * and a floor that rises.
 *
 * <p><b>Not checked here:</b> concurrency of the submissions (Lincheck). What crashes, real threads
 * and long histories leave is for the oracle, which has a graph of its own for them, {@code
 * DependencyGraph}; a test holds the two graphs against each other.
 */
@NullMarked
package org.waymark.check.serial;

import org.jspecify.annotations.NullMarked;
