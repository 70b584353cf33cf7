package org.waymark;

import java.util.ArrayList;
import java.util.List;
import org.waymark.log.MarkerDraft;

/**
 * Exactly the commits that one FSYNC_1 covers, in sequence order. It is handed from barrier one to
 * barrier two under the coordinator's state lock and belongs to one thread at a time.
 */
final class Group {
  final List<PendingCommit> commits;

  /** What each marker will say; complete once the proofs are written. */
  final List<MarkerDraft> markers;

  /** True from the moment before the write call that holds the markers; under the state lock. */
  boolean markersStarted;

  /** Which group of this incarnation it was, once published. */
  long epoch;

  Group(List<PendingCommit> commits) {
    this.commits = commits;
    this.markers = new ArrayList<>(commits.size());
  }

  int size() {
    return commits.size();
  }

  long firstSeq() {
    return commits.get(0).sequence;
  }

  long lastSeq() {
    return commits.get(commits.size() - 1).sequence;
  }
}
