package org.waymark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.waymark.log.CapsuleLog;
import org.waymark.log.Extent;
import org.waymark.log.Id128;
import org.waymark.log.Location;
import org.waymark.log.MarkerDraft;
import org.waymark.log.ProofEncoder;

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

  /**
   * Writes the group's proofs in one write, and forces every file that its capsules and proofs
   * touched.
   */
  void cover(ProofEncoder proofs, CapsuleLog capsules) throws IOException {
    proofs.reset();
    int firstSegment = Integer.MAX_VALUE;
    for (PendingCommit commit : commits) {
      Submission submission = commit.submission;
      Extent extent = commit.capsule.extent();
      proofs.add(
          commit.sequence,
          submission.beginSeq(),
          id(submission.token()),
          extent,
          submission.written(),
          submission.read(),
          ids(submission.evidence()));
      firstSegment = Math.min(firstSegment, extent.firstSegment());
    }
    long location = capsules.append(proofs.bytes(), proofs.size());
    for (int i = 0; i < commits.size(); i++) {
      PendingCommit commit = commits.get(i);
      markers.add(
          new MarkerDraft(
              commit.sequence,
              commit.time,
              commit.capsule.extent().id(),
              proofs.proofId(i),
              location + proofs.offset(i),
              proofs.length(i),
              id(commit.submission.token())));
    }
    // Capsules were complete before their commits were admitted, so none lies behind the proofs.
    capsules.force(firstSegment, Location.segment(location));
  }

  private static Id128 id(TxnToken token) {
    return new Id128(token.high(), token.low());
  }

  private static List<Id128> ids(List<EvidenceRef> references) {
    if (references.isEmpty()) {
      return List.of();
    }
    List<Id128> ids = new ArrayList<>(references.size());
    for (EvidenceRef reference : references) {
      ids.add(new Id128(reference.high(), reference.low()));
    }
    return ids;
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
