/**
 * Counterexamples: from what TLC printed to something a person can read.
 *
 * <p>The path of one: {@link org.waymark.check.counterexample.TlcTrace} reads the states off TLC's
 * output, {@link org.waymark.check.counterexample.Walk} has TLC walk them once more to learn which
 * actions, with which parameters, lead from each to the next and what the environment did, and the
 * resulting {@link org.waymark.check.counterexample.Counterexample} is shown as a {@linkplain
 * org.waymark.check.counterexample.CounterexampleTable table}, as an {@linkplain
 * org.waymark.check.counterexample.CounterexampleHtml HTML page}, and kept as a {@linkplain
 * org.waymark.check.counterexample.CounterexampleFile file} that can be shown and checked again.
 * {@link org.waymark.check.counterexample.CounterexampleReports} does all of it at once.
 */
@NullMarked
package org.waymark.check.counterexample;

import org.jspecify.annotations.NullMarked;
