/**
 * What becomes of a failure that an exploration of crashes has found: it is made smaller ({@link
 * org.waymark.check.crash.failure.Shrinker}), told as a story, drawn as a timeline, and saved as a
 * bundle that {@code waymark replay} runs again and a regression test can load.
 */
@NullMarked
package org.waymark.check.crash.failure;

import org.jspecify.annotations.NullMarked;
