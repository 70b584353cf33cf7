/**
 * Containment: the simulated disk is not kinder than a real file system.
 *
 * <p>Everything that the crash exploration proves, it proves of {@link
 * org.waymark.check.disk.SimDisk}. Were that disk to lack a state that a power loss can really
 * leave, a bug that only shows there would pass. So real states are collected in two ways that
 * share no code with it, and each must be among those it allows.
 *
 * <h2>Power losses of ext4</h2>
 *
 * <p>{@link org.waymark.check.containment.Lockstep} runs random steps on a real {@link
 * org.waymark.disk.FileDisk} in an ext4 on a loop device, and on the simulated disk beside it,
 * while the machine writes pages back, commits its journal, or forces files for somebody else. The
 * backing file of a loop device holds exactly what the device has received, so a copy of it, taken
 * at any moment, also within a force, is what a power loss at that moment would leave. {@link
 * org.waymark.check.containment.CrashMount} mounts the copy, which recovers the journal, and reads
 * it. A device with a volatile cache may in addition keep any of the sectors it has received since
 * its last flush: images with random ones of them left out are judged just the same.
 *
 * <h2>System calls</h2>
 *
 * <p>{@link org.waymark.check.containment.Tracing} runs such steps in a process under strace.
 * {@link org.waymark.check.containment.TraceCheck} compares the calls with those the simulator
 * takes for granted, and rebuilds from them, by {@link org.waymark.check.containment.CallReplay},
 * what may be left if only the first few of what was not forced survive.
 *
 * <h2>What it cannot show</h2>
 *
 * <p>That the simulator is not <em>harsher</em> than real disks, though the counts tell which of
 * its kinds of loss ext4 really inflicts. Failing forces, short writes and damage by the medium do
 * not occur here. Other file systems than ext4, and other versions of it than this machine's, may
 * leave more.
 *
 * <h2>What it has shown</h2>
 *
 * <ul>
 *   <li>ext4 leaves sizes that no process has seen: a file that grew by one write of many pages is
 *       found with any number of them. The profile {@link
 *       org.waymark.check.disk.CrashProfile#GROWING} has them.
 *   <li>A preallocation writes piece by piece, so it may be found after any piece, not only whole
 *       or not at all.
 *   <li>A truncation that is lost may have zeroed the rest of its page all the same.
 *   <li>Mounted {@code data=writeback}, ext4 may bring a file back whose deletion was not durable,
 *       with bytes of another in it; and with {@code nodelalloc} it shows bytes of deleted files in
 *       holes. The simulated disk does not have the first.
 * </ul>
 */
@NullMarked
package org.waymark.check.containment;

import org.jspecify.annotations.NullMarked;
