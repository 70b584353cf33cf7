package org.waymark.check.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.waymark.Answer;
import org.waymark.CapsuleHandle;
import org.waymark.CommitResult;
import org.waymark.EvidenceRef;
import org.waymark.LogDirectory;
import org.waymark.OperatingMode;
import org.waymark.Submission;
import org.waymark.TxnToken;
import org.waymark.WriteCoordinator;
import org.waymark.check.disk.DiskHook;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.Operation;
import org.waymark.check.disk.SimDisk;

/**
 * Lets a log live one life after another on a simulated disk, and keeps what its clients know and
 * what the files held at each step.
 *
 * <p>A transaction has a number, which says its token, its payload, its pages and its evidence; one
 * that is submitted again in another life is the same. One thread.
 */
final class Lives {

  private static final long TOKEN_HIGH = 0x6d65_6469_61L;
  private static final long CLOCK = 1_700_000_000_000_000_000L;

  private final List<Known> commits = new ArrayList<>();
  private final List<DiskImage> past = new ArrayList<>();
  private final Map<Integer, Submission> submitted = new HashMap<>();
  private final Map<Integer, byte[]> payloads = new HashMap<>();
  private final int capsuleSegmentBytes;
  private DiskImage medium = DiskImage.EMPTY;
  private int lives;

  /** A log that was never opened, and will have capsule segments of this size. */
  Lives(int capsuleSegmentBytes) {
    this.capsuleSegmentBytes = capsuleSegmentBytes;
  }

  /** What happens in a life. */
  interface Doing {
    void in(Life life) throws IOException;
  }

  /** Lets the log live, and closes it in order. */
  Lives closed(Doing doing) {
    return live(doing, /* closes= */ true);
  }

  /** Lets the log live until the power goes, when nothing happens to be unforced. */
  Lives crashed(Doing doing) {
    return live(doing, /* closes= */ false);
  }

  /**
   * Takes bytes away that the last write to this file did not bring to the medium when the power
   * went; what it wrote was then never there as a whole.
   */
  Lives torn(String file, int offset, int length) {
    byte[] whole = medium.bytes(file);
    past.replaceAll(image -> same(image, file, whole) ? tear(image, file, offset, length) : image);
    medium = tear(medium, file, offset, length);
    return this;
  }

  private static boolean same(DiskImage image, String file, byte[] bytes) {
    return image.size(file) >= 0 && Arrays.equals(image.bytes(file), bytes);
  }

  private static DiskImage tear(DiskImage image, String file, int offset, int length) {
    byte[] bytes = image.bytes(file);
    Arrays.fill(bytes, offset, offset + length, (byte) 0);
    return image.with(file, bytes);
  }

  /** Returns the log as it is now. */
  Specimen specimen(String name) {
    return new Specimen(name, medium, past, commits);
  }

  private Lives live(Doing doing, boolean closes) {
    lives++;
    SimDisk disk = new SimDisk(medium);
    disk.hook(new Forces());
    try {
      LogDirectory directory =
          LogDirectory.recover(disk, Settings.ofLife(lives, capsuleSegmentBytes));
      WriteCoordinator coordinator =
          new WriteCoordinator(
              OperatingMode.NATIVE,
              directory.recoveredTip(),
              Settings.MARKERS_PER_SEGMENT,
              directory);
      doing.in(new Life(coordinator));
      if (closes) {
        directory.closeCleanly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a simulated disk without faults failed", e);
    }
    medium = disk.cached();
    return this;
  }

  /** Keeps what the files held before each write and each force. */
  private final class Forces implements DiskHook {

    @Override
    public void begins(SimDisk disk, Operation operation) {
      if (operation.kind() == Operation.Kind.WRITE || operation.kind() == Operation.Kind.FORCE) {
        past.add(disk.cached());
      }
    }
  }

  /** The clients of one life. */
  final class Life {

    private final WriteCoordinator coordinator;

    private Life(WriteCoordinator coordinator) {
      this.coordinator = coordinator;
    }

    /** Commits these transactions as one group; {@code bytes} is the length of each payload. */
    Life group(int bytes, int... numbers) throws IOException {
      submit(bytes, numbers);
      coordinator.fsync1();
      coordinator.appendMarkersAndFsync2();
      long first = commits.size() + 1L;
      for (Answer answer : coordinator.drainCommitted()) {
        committed(answer, first);
      }
      return this;
    }

    /** Takes these through both barriers, or almost: the power goes before anybody hears of it. */
    Life unanswered(int bytes, int... numbers) throws IOException {
      submit(bytes, numbers);
      coordinator.fsync1();
      coordinator.appendMarkersAndFsync2();
      return this;
    }

    /** Writes a capsule that nobody submits. */
    Life abandoned(int bytes) throws IOException {
      coordinator.writeCapsule(new byte[bytes]);
      return this;
    }

    private void submit(int bytes, int... numbers) throws IOException {
      for (int number : numbers) {
        byte[] payload = payloads.computeIfAbsent(number, unseen -> payload(number, bytes));
        CapsuleHandle capsule = coordinator.writeCapsule(payload);
        Submission before = submitted.get(number);
        long beginSeq = before == null ? coordinator.commitSeqTip() : before.beginSeq();
        Submission submission =
            Submission.of(token(number), beginSeq, capsule)
                .writing(pages(number))
                .reading(number % 2 == 0 ? pages(number - 1) : new long[0])
                .withEvidence(evidence(number));
        submitted.put(number, submission);
        coordinator.submit(submission, CLOCK + number);
      }
    }

    private void committed(Answer answer, long groupFirst) {
      if (!(answer.result() instanceof CommitResult.Committed committed)) {
        throw new IllegalStateException("on a disk without faults: " + answer);
      }
      int number = (int) answer.token().low();
      Submission submission = submitted.get(number);
      byte[] payload = payloads.get(number);
      if (submission == null || payload == null || submission.capsule() == null) {
        throw new IllegalStateException("an answer that nobody asked for: " + answer);
      }
      commits.add(
          new Known(
              committed.sequence(),
              committed.time(),
              answer.token(),
              submission.capsule().id(),
              submission,
              payload,
              groupFirst));
    }
  }

  private static TxnToken token(int number) {
    return new TxnToken(TOKEN_HIGH, number);
  }

  private static long[] pages(int number) {
    return new long[] {10L * number, 10L * number + 1};
  }

  /** None, one or two. */
  private static EvidenceRef[] evidence(int number) {
    EvidenceRef[] references = new EvidenceRef[number % 3];
    for (int i = 0; i < references.length; i++) {
      references[i] = new EvidenceRef(number, i);
    }
    return references;
  }

  private static byte[] payload(int number, int bytes) {
    byte[] payload = new byte[bytes];
    new SplittableRandom(number).nextBytes(payload);
    return payload;
  }
}
