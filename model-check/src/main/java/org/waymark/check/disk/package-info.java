/**
 * The simulated durable disk: what a process sees, what the medium holds, and every state that a
 * power loss may leave.
 *
 * <p>{@link org.waymark.check.disk.SimDisk} is one machine's disk behind the {@link
 * org.waymark.disk.Disk} seam; {@link org.waymark.check.disk.DiskImage} is a medium without power;
 * {@link org.waymark.check.disk.CrashStates} leads from the one to the other. {@link
 * org.waymark.check.disk.DiskHook} sees each operation, {@link org.waymark.check.disk.Faults} makes
 * some of them fail. Everything is a function of the operations alone: no clock, no identity, no
 * chance that the caller did not bring.
 *
 * <p>Knows nothing of logs or histories.
 */
@NullMarked
package org.waymark.check.disk;

import org.jspecify.annotations.NullMarked;
