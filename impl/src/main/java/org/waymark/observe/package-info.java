/**
 * Observation: what happened in the coordinator, as events named like the actions of the
 * specification. Observers receive immutable values and can neither delay nor fail a commit.
 */
@NullMarked
package org.waymark.observe;

import org.jspecify.annotations.NullMarked;
