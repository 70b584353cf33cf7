/**
 * The storage seam: everything the log asks of a disk, and the implementation on real files. No
 * other package that takes part in a commit touches a file or a channel.
 */
@NullMarked
package org.waymark.disk;

import org.jspecify.annotations.NullMarked;
