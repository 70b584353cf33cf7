/**
 * Verification: layers that each check something about Waymark within a budget, and the command
 * that runs them, shows their results and says how to repeat them.
 */
@NullMarked
package org.waymark.check;

import org.jspecify.annotations.NullMarked;
