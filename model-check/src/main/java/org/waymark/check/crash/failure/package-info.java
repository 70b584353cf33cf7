/**
 * What becomes of a failure that an exploration of crashes has found: it is made smaller ({@link
 * org.waymark.check.crash.failure.Shrinker}), put into words ({@link
 * org.waymark.check.crash.failure.Scenes}), told as a story ({@link
 * org.waymark.check.crash.failure.Story}), drawn as a timeline ({@link
 * org.waymark.check.crash.failure.Timeline}), and saved as a bundle ({@link
 * org.waymark.check.crash.failure.CrashBundle}) that {@code waymark replay} runs again and a
 * regression test can load.
 */
@NullMarked
package org.waymark.check.crash.failure;

import org.jspecify.annotations.NullMarked;
