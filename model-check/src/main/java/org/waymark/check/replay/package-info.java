/**
 * Recorded failures, shown again: {@code waymark replay} and the {@linkplain
 * org.waymark.check.replay.BundleKind kinds} of files that it understands.
 */
@NullMarked
package org.waymark.check.replay;

import org.jspecify.annotations.NullMarked;
