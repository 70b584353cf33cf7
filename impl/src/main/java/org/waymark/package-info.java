/**
 * The write coordinator: the one place where a database's concurrent writers become one ordered,
 * durable history. Here live the public vocabulary and its two front doors, the commit log that an
 * application uses and the coordinator that runs the commit protocol step by step.
 */
@NullMarked
package org.waymark;

import org.jspecify.annotations.NullMarked;
