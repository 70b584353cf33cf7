/**
 * Memory ordering: jcstress runs two threads against one small object a great many times and counts
 * what they saw. The tests stand in package {@code org.waymark} of this module, beside what they
 * test, in triples of idea, shipped class and weakened twin; here is what runs them and judges.
 *
 * <p>What a run on one machine shows is evidence for that machine's processor and JIT compiler. For
 * the others there is the argument from the memory model that each triple states, and the table of
 * shared fields, which tests hold against the source.
 */
@NullMarked
package org.waymark.stress.jcstress;

import org.jspecify.annotations.NullMarked;
