package org.waymark.check.media;

import java.util.List;
import org.waymark.check.disk.DiskImage;

/**
 * A log whose power is off, with all there is to know about it: the thing that gets damaged.
 *
 * @param name what state it is in, in a few words
 * @param image what the medium holds, nothing being unforced
 * @param past what was on the disk before each write and force, the oldest first
 * @param commits the history, from sequence 1
 */
record Specimen(String name, DiskImage image, List<DiskImage> past, List<Known> commits) {

  Specimen {
    past = List.copyOf(past);
    commits = List.copyOf(commits);
  }

  /** Returns the highest committed sequence, 0 if there is none. */
  long tip() {
    return commits.size();
  }

  /** Returns the first sequence of the last group; 1 if nothing is committed. */
  long lastGroupFirst() {
    return commits.isEmpty() ? 1 : commits.get(commits.size() - 1).groupFirst();
  }
}
