/**
 * The storage seam: everything the log asks of a disk, and the implementation on real files. No
 * other package that takes part in a commit touches a file or a channel.
 *
 * <h2>Shared state</h2>
 *
 * <table>
 *   <caption>Every mutable field of this package</caption>
 *   <tr><th>fields</th><th>access</th><th>remark</th></tr>
 *   <tr><td>{@code FileDiskLock: HELD}</td><td>monitor</td><td>of the map itself, also while
 *       a lock is taken or released; the system's file locks do not exclude within one
 *       process</td></tr>
 * </table>
 */
@NullMarked
package org.waymark.disk;

import org.jspecify.annotations.NullMarked;
