/**
 * Linearizability of the shipped classes, checked by Lincheck.
 *
 * <p>A {@link org.waymark.check.lincheck.Target} is a class whose annotated methods are operations,
 * the sequential specification that they must appear to obey, and the scenarios to run: named ones,
 * and any number drawn from a seed. A {@link org.waymark.check.lincheck.LincheckJob} runs a target
 * in one mode; {@link org.waymark.check.lincheck.LincheckRuns} does jobs in child JVMs.
 */
@NullMarked
package org.waymark.check.lincheck;

import org.jspecify.annotations.NullMarked;
