package org.waymark.check.media;

import java.io.IOException;
import java.util.List;
import org.waymark.log.Marker;
import org.waymark.log.MarkerSegmentHeader;
import org.waymark.log.SegmentNames;
import org.waymark.log.SymbolHeader;

/**
 * The logs that get damaged: one history of three lives and four marker segments, in the states in
 * which the last life may have ended.
 *
 * <table>
 *   <caption>The lives</caption>
 *   <tr><th>life</th><th>commits</th><th>ends</th></tr>
 *   <tr><td>1</td><td>1, 2 · 3</td><td>closed</td></tr>
 *   <tr><td>2</td><td>4 · 5, 6; and two more are under way</td><td>by a power loss that tears a
 *       marker; recovery sets it aside</td></tr>
 *   <tr><td>3</td><td>7, 8 (those two again) · 9 · 10 | 11 · 12, 13</td><td>in each of
 *       the ways below; {@code |} is where it goes to its second marker segment</td></tr>
 * </table>
 */
final class Specimens {

  /** The state after a close in order. */
  static final String CLOSED = "closed";

  /** The state after a power loss between two groups. */
  static final String CRASHED = "crashed";

  /** The state after a power loss that tore a group nobody was told of. */
  static final String TORN = "torn";

  /** The state after another opening that committed nothing and ended by a power loss. */
  static final String REOPENED = "reopened";

  /** Another log: one life, and a capsule of two symbols in two segments. */
  static final String TWO_SYMBOLS = "two symbols";

  private static final int SHORT = 60;
  private static final int LONG = 500;

  private Specimens() {}

  /** Returns all of them, made anew. */
  static List<Specimen> all() {
    return List.of(closed(), crashed(), torn(), reopened(), twoSymbols());
  }

  static Specimen closed() {
    return twoLives().closed(Specimens::lastLife).specimen(CLOSED);
  }

  static Specimen crashed() {
    return twoLives().crashed(Specimens::lastLife).specimen(CRASHED);
  }

  static Specimen torn() {
    return twoLives()
        .crashed(
            life -> {
              lastLife(life);
              life.unanswered(SHORT, 14);
            })
        .torn(markers(3, 11), slot(3) + 50, Marker.SIZE - 50)
        .specimen(TORN);
  }

  static Specimen reopened() {
    return twoLives().crashed(Specimens::lastLife).crashed(life -> {}).specimen(REOPENED);
  }

  static Specimen twoSymbols() {
    int bytes = SymbolHeader.MAX_PAYLOAD + 5_000;
    return new Lives(Settings.LARGE)
        .crashed(life -> life.group(SHORT, 1).group(bytes, 2).group(SHORT, 3))
        .specimen(TWO_SYMBOLS);
  }

  private static Lives twoLives() {
    return new Lives(Settings.SMALL)
        .closed(life -> life.group(SHORT, 1, 2).group(SHORT, 3))
        .crashed(
            life -> life.group(SHORT, 4).abandoned(20).group(SHORT, 5, 6).unanswered(LONG, 7, 8))
        .torn(markers(2, 4), slot(3) + 64, Marker.SIZE - 64);
  }

  private static void lastLife(Lives.Life life) throws IOException {
    life.group(LONG, 7, 8).group(LONG, 9).group(LONG, 10).group(LONG, 11).group(LONG, 12, 13);
  }

  private static int slot(int index) {
    return (int) MarkerSegmentHeader.slotOffset(index);
  }

  /** Returns the name of a marker segment. */
  static String markers(int life, long first) {
    return new SegmentNames.Markers(life, first).fileName();
  }
}
