/**
 * Histories: what clients of a log asked, were told and saw over its lives, and the checker that
 * judges whether a correct log could have behaved so.
 */
@NullMarked
package org.waymark.check.history;

import org.jspecify.annotations.NullMarked;
