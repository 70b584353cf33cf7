/**
 * Run, kill, recover: writer processes that commit to a real directory and die by SIGKILL, and the
 * loop that starts, kills and restarts them and has their history judged.
 *
 * <p>A SIGKILL takes the process and leaves the page cache. So this layer sees what depends on the
 * process: answers given too early, recovery of whatever a moment leaves behind, retries, the lock,
 * the clock. It cannot see a missing force, as nothing that was written is ever lost: that takes a
 * disk that loses its cache.
 */
@NullMarked
package org.waymark.check.kill;

import org.jspecify.annotations.NullMarked;
