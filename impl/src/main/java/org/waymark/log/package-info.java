/**
 * The log on disk: record layouts, the capsule log, the marker stream, and recovery.
 *
 * <p>The bytes are specified in {@code spec/format.md}; every layout is drawn in the class that
 * owns it. A layout class has three entrances: an encoder, which refuses by {@link
 * IllegalArgumentException} what must never be stored; {@code flaw}, which judges bytes of any
 * origin and never throws for what they hold; and {@code decode}, for bytes in which {@code flaw}
 * found nothing. Encoder and judge share their range checks, so that what one refuses the other
 * refuses.
 */
@NullMarked
package org.waymark.log;

import org.jspecify.annotations.NullMarked;
