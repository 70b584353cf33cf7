package org.waymark.check.media;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.LogRefusedException;
import org.waymark.check.disk.DiskHook;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.SimDisk;
import org.waymark.log.LogException;
import org.waymark.log.SegmentNames;

/**
 * Opens a damaged log, reads it back and says what became of it (P9): damage is refused, with
 * nothing changed and a true word on what is still good; or found when it is read; or it changes
 * nothing for anybody; or it took the end of the history, and nothing undamaged proves that there
 * was more.
 *
 * <p>That it changes nothing is shown, not assumed: everything is read back, then something is
 * committed, the log closed, opened once more, and everything read again. A history that ends
 * earlier comes through the same. One thread.
 */
final class Judge {

  /** Numbers of lives behind those of any specimen. */
  static final int NEXT_LIFE = 100;

  /** How a refusal begins to tell what is still good. */
  private static final String GOOD = "sequences 1 to ";

  private final Subject subject;
  private final FormatMap map;
  private final boolean thorough;
  private final List<Known> commits;

  /** What the last reading of the log refused to hand out. */
  private int found;

  /**
   * Creates a judge.
   *
   * @param thorough whether a log in which reading found a flipped bit is written to as well
   */
  Judge(Subject subject, FormatMap map, boolean thorough) {
    this.subject = subject;
    this.map = map;
    this.thorough = thorough;
    this.commits = map.specimen().commits();
  }

  /** Judges one fault. */
  Judgement judge(Damage damage) {
    DiskImage image = damage.image(map);
    SimDisk disk = new SimDisk(image, DiskHook.NONE, damage.reading());
    boolean unreadable = damage.kind() == Kind.UNREADABLE;
    Subject.Opened log;
    try {
      log = subject.open(disk, NEXT_LIFE);
    } catch (LogRefusedException refused) {
      return refused(refused, image, disk.cached(), unreadable);
    } catch (IOException | RuntimeException failed) {
      return violated(0, "the opening failed with " + failed);
    }
    long tip = log.tip();
    String wrong = readAll(log, Math.min(tip, commits.size()), null, unreadable);
    if (wrong == null) {
      wrong = tip > commits.size() ? "more than was committed: " + tip : lost(damage, image, tip);
    }
    if (wrong == null && (found == 0 || thorough || damage.kind() != Kind.FLIP)) {
      wrong = goOn(log, disk, tip, damage);
    }
    if (wrong != null) {
      return violated(tip, wrong);
    }
    if (tip < commits.size()) {
      return new Judgement(Outcome.EXEMPT, tip, "");
    }
    return new Judgement(found > 0 ? Outcome.FOUND : Outcome.HARMLESS, tip, "");
  }

  private static Judgement violated(long tip, String why) {
    return new Judgement(Outcome.VIOLATED, tip, why);
  }

  private Judgement refused(
      LogRefusedException refused, DiskImage before, DiskImage after, boolean unreadable) {
    String message = String.valueOf(refused.getMessage());
    if (!withoutLock(after).equals(withoutLock(before))) {
      return violated(0, "refused, and changed: " + before + " is now " + after + "; " + message);
    }
    boolean reasonable =
        refused.reason() == LogRefusedException.Reason.DAMAGED
            || (unreadable && refused.reason() == LogRefusedException.Reason.IO);
    if (!reasonable || !(refused.getCause() instanceof LogException)) {
      return violated(0, "refused as " + refused.reason() + ": " + message);
    }
    String wrong = unreadable ? null : misled(message, before);
    return wrong == null ? new Judgement(Outcome.REFUSED, 0, message) : violated(0, wrong);
  }

  /** Returns what is wrong with what a refusal says of the undamaged, or null. */
  private @Nullable String misled(String message, DiskImage image) {
    if (message.contains("every marker segment is missing")) {
      return null;
    }
    if (!message.contains(" can be read")) {
      return "the refusal does not tell what is still good: " + message;
    }
    int from = message.indexOf(GOOD);
    if (from < 0) {
      return null;
    }
    int to = message.indexOf(' ', from + GOOD.length());
    long last = Long.parseLong(message.substring(from + GOOD.length(), to));
    for (long sequence = 1; sequence <= last; sequence++) {
      if (sequence > commits.size() || !map.stands(map.marker(sequence), image)) {
        return sequence + " is called good, and is not: " + message;
      }
    }
    return null;
  }

  private static DiskImage withoutLock(DiskImage image) {
    return image.size(SegmentNames.LOCK) < 0 ? image : image.without(SegmentNames.LOCK);
  }

  /** Returns what is wrong with a history that ends at {@code tip}, or null. */
  private @Nullable String lost(Damage damage, DiskImage image, long tip) {
    if (tip >= commits.size()) {
      return null;
    }
    String gone = "sequences " + (tip + 1) + " to " + commits.size() + " are lost in silence";
    if (map.stands(map.marker(tip + 1), image)) {
      return gone + ", and the marker of the first is undamaged";
    }
    if (damage.kind() == Kind.FLIP && tip + 1 < map.specimen().lastGroupFirst()) {
      return gone + ", and more than the last group for a single bit";
    }
    if (has(image, SegmentNames.Capsules.class) && !has(image, SegmentNames.Markers.class)) {
      return gone + ", although there are capsule segments";
    }
    for (FormatMap.Evidence evidence : map.evidence()) {
      if (evidence.proves() > tip && map.stands(evidence, image)) {
        return gone + ", although " + evidence + " is undamaged";
      }
    }
    return null;
  }

  private static boolean has(DiskImage image, Class<? extends SegmentNames.Name> segments) {
    return image.names().stream().anyMatch(name -> segments.isInstance(SegmentNames.parse(name)));
  }

  /** Commits, closes, opens and reads again. */
  private @Nullable String goOn(Subject.Opened log, SimDisk disk, long tip, Damage damage) {
    try {
      int foundBefore = found;
      Known more = log.commit();
      log.close();
      SimDisk again = new SimDisk(disk.cached(), DiskHook.NONE, damage.reading());
      Subject.Opened reopened = subject.open(again, NEXT_LIFE + 1);
      if (more.sequence() != tip + 1 || reopened.tip() != tip + 1) {
        return "commit " + more.sequence() + " behind " + tip + " left " + reopened.tip();
      }
      String wrong = readAll(reopened, tip + 1, more, damage.kind() == Kind.UNREADABLE);
      if (wrong == null && found != foundBefore) {
        wrong = "reading refused " + foundBefore + " commits, and " + found + " later";
      }
      return wrong == null ? null : "after another commit: " + wrong;
    } catch (IOException | RuntimeException failed) {
      return "the log opened, and cannot be used: " + failed;
    }
  }

  /** Reads 1 to {@code last}, of which the last may be {@code more}; returns what is wrong. */
  private @Nullable String readAll(
      Subject.Opened log, long last, @Nullable Known more, boolean unreadable) {
    found = 0;
    for (long sequence = 1; sequence <= last; sequence++) {
      Known known = more != null && sequence == last ? more : commits.get((int) sequence - 1);
      try {
        String wrong = difference(known, log.read(sequence));
        if (wrong != null) {
          return "sequence " + sequence + " was read with another " + wrong;
        }
      } catch (IOException refused) {
        if (sequence > commits.size() || !(unreadable || namesPlace(refused, sequence))) {
          return "reading sequence " + sequence + " failed with " + refused;
        }
        found++;
      } catch (RuntimeException failed) {
        return "reading sequence " + sequence + " failed with " + failed;
      }
    }
    return null;
  }

  private static boolean namesPlace(IOException thrown, long sequence) {
    return thrown instanceof LogRefusedException refused
        && refused.reason() == LogRefusedException.Reason.DAMAGED
        && refused.getCause() instanceof LogException cause
        && cause.sequence() == sequence
        && cause.offset() >= 0
        && !cause.file().isEmpty();
  }

  private static @Nullable String difference(Known known, Subject.Read is) {
    if (is.sequence() != known.sequence()) {
      return "sequence";
    } else if (is.time() != known.time()) {
      return "time";
    } else if (!is.token().equals(known.token())) {
      return "token";
    } else if (!is.capsule().equals(known.capsule())) {
      return "capsule";
    } else if (is.beginSeq() != known.submission().beginSeq()) {
      return "snapshot";
    } else if (!Arrays.equals(is.written(), known.submission().pagesWritten())) {
      return "write set";
    } else if (!Arrays.equals(is.read(), known.submission().pagesRead())) {
      return "read set";
    } else if (!is.evidence().equals(known.submission().evidence())) {
      return "list of evidence";
    }
    byte[] payload = known.payload();
    boolean same = Arrays.equals(is.payload(), 0, is.length(), payload, 0, payload.length);
    return same ? null : "payload";
  }
}
