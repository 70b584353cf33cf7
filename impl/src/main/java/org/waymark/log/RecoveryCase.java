package org.waymark.log;

import java.util.Arrays;
import java.util.List;

/**
 * What an opening decides on; exactly one case applies to whatever a directory holds.
 *
 * <p>Cases B to E refuse, and change nothing. The others open: they re-write what is in doubt, set
 * aside what remains, and begin a new incarnation.
 */
public enum RecoveryCase {

  /**
   * No segment at all. A directory gets there by being new, or by a crash while the first marker
   * segment was being made: until its directory is forced, nothing was promised to anybody.
   */
  FRESH('A', false),

  /**
   * Capsule segments and no marker segment. No crash leaves this: the first capsule segment is made
   * after the first marker segment is durable. Somebody removed the markers.
   */
  MARKERS_GONE('B', true),

  /**
   * A header is not whole, or headers and files do not fit together. No crash leaves this: a file
   * gets its name when its header and all its blocks are durable. The medium lost or changed
   * something, or a file was cut or replaced.
   */
  UNSOUND('C', true),

  /**
   * A committed marker cannot be read: something written after its FSYNC_2 returned proves that it
   * was durable. No crash leaves this; the medium lost or changed it, or its file is missing.
   */
  COMMIT_LOST('D', true),

  /**
   * A chained marker points to a proof or capsule that is not there. No crash leaves this: a marker
   * is written when FSYNC_1 has returned.
   */
  CONTENT_LOST('E', true),

  /**
   * The last incarnation closed: its close record names the last marker. Everything is durable, and
   * nothing is re-written.
   */
  CLOSED('F', false),

  /**
   * No close record, nothing in doubt, nothing behind: the process ended before it wrote a marker,
   * or an opening crashed after it had re-written everything.
   */
  PROVEN('G', false),

  /**
   * The last group can be read whole and nothing proves it durable: the process ended after writing
   * it, before the next group could say that its FSYNC_2 returned. It may be in a cache only.
   */
  IN_DOUBT('H', false),

  /**
   * Everything that can be read is proven durable, and behind it is something that is no next
   * marker: the last group was torn from its first marker on.
   */
  TORN('I', false),

  /**
   * The last group was torn in its middle: its beginning can be read and is not proven durable, and
   * behind it is something that is no next marker.
   */
  TORN_IN_DOUBT('J', false);

  private final char letter;
  private final boolean refused;

  RecoveryCase(char letter, boolean refused) {
    this.letter = letter;
    this.refused = refused;
  }

  /** Returns the one case that applies. */
  static RecoveryCase of(Findings findings) {
    List<RecoveryCase> all = applying(findings);
    if (all.size() != 1) {
      throw new IllegalStateException("cases " + all + " apply to " + findings);
    }
    return all.get(0);
  }

  /** Returns all cases that apply. */
  static List<RecoveryCase> applying(Findings findings) {
    return Arrays.stream(values()).filter(one -> one.applies(findings)).toList();
  }

  /** Returns the letter, {@code A} to {@code J}. */
  public char letter() {
    return letter;
  }

  /** Returns whether the log is not opened. */
  public boolean isRefused() {
    return refused;
  }

  private boolean applies(Findings f) {
    return switch (this) {
      case FRESH -> f.sound() && !f.markers() && !f.capsules();
      case MARKERS_GONE -> f.sound() && !f.markers() && f.capsules();
      case UNSOUND -> !f.sound();
      case COMMIT_LOST -> f.sound() && f.markers() && f.contradicted();
      case CONTENT_LOST -> f.sound() && f.markers() && !f.contradicted() && f.contentLost();
      case CLOSED -> f.readable() && f.closed();
      case PROVEN -> f.readable() && !f.closed() && !f.inDoubt() && !f.remains();
      case IN_DOUBT -> f.readable() && !f.closed() && f.inDoubt() && !f.remains();
      case TORN -> f.readable() && !f.closed() && !f.inDoubt() && f.remains();
      case TORN_IN_DOUBT -> f.readable() && !f.closed() && f.inDoubt() && f.remains();
    };
  }
}
