/**
 * Throughput and latency against what the disk allows: the commit log and a hand-written loop with
 * the same two barriers take turns in one run, so that their ratio means something on a machine
 * that others share.
 */
@NullMarked
package org.waymark.stress.bench;

import org.jspecify.annotations.NullMarked;
