/**
 * The durable log: capsules, proofs and the chained stream of markers, laid out as bytes in segment
 * files, and the recovery that reads them back after a crash.
 */
@NullMarked
package org.waymark.log;

import org.jspecify.annotations.NullMarked;
