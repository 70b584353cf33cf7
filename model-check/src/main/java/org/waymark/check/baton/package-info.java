/**
 * The deterministic scheduler behind the thread seam: real threads, of which exactly one runs, so
 * that a run is a pure function of its schedule's decisions.
 */
@NullMarked
package org.waymark.check.baton;

import org.jspecify.annotations.NullMarked;
