/**
 * Seeded bugs: what Waymark would be with one mistake in it, and the proof that the mistake is
 * found.
 *
 * <p>A bug is a few exact replacements in the shipped source ({@link
 * org.waymark.check.bugs.SeededBug}), compiled aside ({@link
 * org.waymark.check.bugs.PatchedClasses}) and run in a class loader of its own ({@link
 * org.waymark.check.bugs.PatchedLoader}); the shipped classes know nothing of it.
 */
@NullMarked
package org.waymark.check.bugs;

import org.jspecify.annotations.NullMarked;
