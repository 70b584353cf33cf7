/**
 * Classes with a known race each. A tool that does not find it within its budget would not have
 * found such a race elsewhere either, so that its silence means nothing. Most are their own
 * sequential specification: called by one thread they are right.
 */
@NullMarked
package org.waymark.check.lincheck.racy;

import org.jspecify.annotations.NullMarked;
