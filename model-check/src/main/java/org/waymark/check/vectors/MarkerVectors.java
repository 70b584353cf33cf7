package org.waymark.check.vectors;

import static org.waymark.check.vectors.VectorFile.hex;
import static org.waymark.check.vectors.VectorFile.object;
import static org.waymark.check.vectors.VectorFile.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** The vectors of the commit marker: slot 2 of a segment that begins at sequence 5, and others. */
final class MarkerVectors {

  /** Every byte of the counter differs from zero and from the stale one's. */
  static final int COUNTER = 0x01020304;

  static final int STALE_COUNTER = 0x00010203;
  static final String RANDOM = "1122334455667788";
  static final String OTHER_RANDOM = "1122334455667789";
  static final String ZERO_ID = "0".repeat(32);

  /** A time in November 2026. */
  static final long TIME = 1_795_000_000_123_456_789L;

  private final VectorFile file =
      new VectorFile("marker", "Commit markers: 128 bytes, judged as the marker that comes next");
  private final ObjectNode predecessor = fields(6, TIME, 4, named("marker of 5"));
  private final byte[] predecessorBytes = PlainFormat.marker(predecessor, RANDOM);
  private final String predecessorId = idOf(predecessorBytes);
  private final ObjectNode marker = fields(7, TIME + 1, 5, predecessorId);
  private final byte[] markerBytes = PlainFormat.marker(marker, RANDOM);

  static String text() {
    MarkerVectors vectors = new MarkerVectors();
    vectors.contexts();
    vectors.goodOnes();
    vectors.ranges();
    vectors.elsewhere();
    vectors.outOfChain();
    vectors.outsideTheChain();
    vectors.damaged();
    return vectors.file.text();
  }

  /** The fields of a plausible marker. */
  static ObjectNode fields(long sequence, long time, long durableUpTo, String previous) {
    return object()
        .put("counter", COUNTER)
        .put("proofLength", 136)
        .put("sequence", Long.toString(sequence))
        .put("time", Long.toString(time))
        .put("capsule", named("capsule of " + sequence))
        .put("proof", named("proof of " + sequence))
        .put("proofLocation", "1:" + (4096 + 136 * sequence))
        .put("durableUpTo", Long.toString(durableUpTo))
        .put("token", named("token of " + sequence))
        .put("previous", previous);
  }

  /** An id that stands for something outside the vector. */
  static String named(String what) {
    return hex(PlainFormat.digest(what));
  }

  static String idOf(byte[] marker) {
    return hex(Arrays.copyOfRange(marker, 112, 128));
  }

  private static ObjectNode context(
      int counter, String random, long sequence, String previous, long time, long durable) {
    return object()
        .put("counter", counter)
        .put("random", random)
        .put("sequence", Long.toString(sequence))
        .put("previous", previous)
        .put("previousTime", Long.toString(time))
        .put("leastDurableUpTo", Long.toString(durable));
  }

  /** The context of a marker that is judged as evidence, whether the chain reaches it or not. */
  private static ObjectNode alone(long sequence) {
    return object()
        .put("counter", COUNTER)
        .put("random", RANDOM)
        .put("sequence", Long.toString(sequence));
  }

  private void contexts() {
    file.context("seventh", context(COUNTER, RANDOM, 7, predecessorId, TIME, 4));
    file.context("first-ever", context(COUNTER, RANDOM, 1, ZERO_ID, 0, 0));
    file.context("behind-a-base", context(COUNTER, RANDOM, 7, predecessorId, TIME, 6));
    file.context("slot-too-early", context(COUNTER, RANDOM, 6, named("marker of 5"), TIME - 1, 4));
    file.context("slot-too-late", context(COUNTER, RANDOM, 8, idOf(markerBytes), TIME + 1, 5));
    file.context("next-segment", context(COUNTER, RANDOM, 23, named("marker of 22"), TIME, 20));
    file.context(
        "later-incarnation", context(COUNTER + 1, OTHER_RANDOM, 7, predecessorId, TIME, 4));
    file.context("same-counter", context(COUNTER, OTHER_RANDOM, 7, predecessorId, TIME, 4));
    String last = Long.toString(Long.MAX_VALUE - 1);
    file.context(
        "last-of-all",
        context(COUNTER, RANDOM, 7, predecessorId, TIME, 4)
            .put("sequence", Long.toString(Long.MAX_VALUE))
            .put("previousTime", last));
    file.context(
        "beyond-the-last",
        context(COUNTER, RANDOM, 7, predecessorId, TIME, 4).put("sequence", "9223372036854775808"));
    file.context("seventh-alone", alone(7));
    file.context("first-alone", alone(1));
    file.context("before-the-first", context(COUNTER, RANDOM, 0, ZERO_ID, 0, 0));
  }

  private void good(String name, String shows, String context, ObjectNode fields) {
    byte[] bytes = PlainFormat.marker(fields, RANDOM);
    file.good(name, shows, context, bytes, with(fields, "id", idOf(bytes)));
  }

  private void bad(String name, String shows, String context, ObjectNode fields, String flaw) {
    file.bad(name, shows, context, PlainFormat.marker(fields, RANDOM), flaw);
  }

  private void goodOnes() {
    good("good", "a marker at its place behind its predecessor", "seventh", marker);
    good(
        "good-first-ever",
        "sequence 1 names the zero id, and no time is earlier than 1",
        "first-ever",
        fields(1, 1, 0, ZERO_ID));
    good(
        "good-behind-a-base",
        "the first of an incarnation names the base's marker; its watermark is the base",
        "behind-a-base",
        fields(7, TIME + 1, 6, predecessorId));
    good(
        "good-watermark-unchanged",
        "the watermark may stand still",
        "seventh",
        with(marker, "durableUpTo", "4"));
    good(
        "good-zero-token",
        "a token is opaque: zeros are one",
        "seventh",
        with(marker, "token", ZERO_ID));
    good(
        "good-longest-proof",
        "a proof of 2 × 16,384 pages and 256 references",
        "seventh",
        with(marker, "proofLength", 266_360));
    good("good-shortest-proof", "a proof of one page", "seventh", with(marker, "proofLength", 128));
    good(
        "good-last-location",
        "the highest place a record can begin at",
        "seventh",
        with(marker, "proofLocation", "2147483647:1073741816"));
    ObjectNode last = with(marker, "sequence", Long.toString(Long.MAX_VALUE));
    good(
        "good-last-of-all",
        "the highest sequence and time; signed and unsigned readings agree up to here",
        "last-of-all",
        last.put("time", Long.toString(Long.MAX_VALUE)));
  }

  private void ranges() {
    bad(
        "version-2",
        "a newer version, checksum intact",
        "seventh",
        with(marker, "version", 2),
        "VERSION");
    bad("version-0", "there never was a version 0", "seventh", with(marker, "version", 0), "MAGIC");
    bad(
        "reserved",
        "the reserved field is 1, checksum intact",
        "seventh",
        with(marker, "reserved", 1),
        "RESERVED");
    for (long length :
        new long[] {0, 120, 127, 132, 266_361, 266_368, 2_147_483_640L, 4_294_967_288L}) {
      bad(
          "proof-length-" + length,
          "no proof is " + length + " bytes long",
          "seventh",
          with(marker, "proofLength", length),
          "LENGTH");
    }
    for (String place :
        new String[] {
          "0:0", "0:4096", "1:0", "1:4088", "1:4100", "1:1073741824", "2147483648:4096"
        }) {
      bad(
          "proof-location-" + place.replace(':', '-'),
          "no record begins at " + place,
          "seventh",
          with(marker, "proofLocation", place),
          "LOCATION");
    }
    bad(
        "sequence-0",
        "there is no commit 0",
        "before-the-first",
        fields(0, 1, 0, ZERO_ID),
        "SEQUENCE");
    bad(
        "sequence-2-to-the-63",
        "a sequence above 2^63 − 1",
        "beyond-the-last",
        with(marker, "sequence", "9223372036854775808"),
        "SEQUENCE");
    bad(
        "time-0",
        "the first commit's time is at least 1",
        "first-ever",
        fields(1, 0, 0, ZERO_ID),
        "TIME");
    bad("time-negative", "a time before 1970", "seventh", with(marker, "time", "-1"), "TIME");
    bad(
        "watermark-own",
        "a marker cannot know itself durable",
        "seventh",
        with(marker, "durableUpTo", "7"),
        "WATERMARK");
    bad(
        "watermark-beyond",
        "nor a later one",
        "seventh",
        with(marker, "durableUpTo", "8"),
        "WATERMARK");
    bad(
        "watermark-huge",
        "a watermark above 2^63 − 1",
        "seventh",
        with(marker, "durableUpTo", "18446744073709551615"),
        "WATERMARK");
    bad(
        "zero-previous",
        "only sequence 1 names the zero id",
        "seventh",
        with(marker, "previous", ZERO_ID),
        "PREVIOUS");
    bad(
        "first-with-previous",
        "sequence 1 has no predecessor",
        "first-ever",
        fields(1, 1, 0, predecessorId),
        "PREVIOUS");
  }

  private void elsewhere() {
    file.bad(
        "slot-too-early",
        "a valid marker, one slot too early",
        "slot-too-early",
        markerBytes,
        "SEQUENCE");
    file.bad(
        "slot-too-late",
        "a valid marker, one slot too late",
        "slot-too-late",
        markerBytes,
        "SEQUENCE");
    file.bad(
        "wrong-segment",
        "a valid marker, in the slot of another segment",
        "next-segment",
        markerBytes,
        "SEQUENCE");
    file.bad(
        "stale-counter",
        "a valid marker of the incarnation before",
        "later-incarnation",
        markerBytes,
        "INCARNATION");
    file.bad(
        "stale-random",
        "a valid marker of another log's incarnation with the same counter",
        "same-counter",
        markerBytes,
        "CHECKSUM");
  }

  private void outOfChain() {
    bad(
        "wrong-previous",
        "a valid marker whose predecessor is another",
        "seventh",
        with(marker, "previous", named("another")),
        "PREVIOUS");
    bad(
        "time-equal",
        "time must rise",
        "seventh",
        with(marker, "time", Long.toString(TIME)),
        "TIME");
    bad(
        "time-earlier",
        "time must not fall",
        "seventh",
        with(marker, "time", Long.toString(TIME - 1)),
        "TIME");
    bad(
        "watermark-fell",
        "the watermark must not fall",
        "seventh",
        with(marker, "durableUpTo", "3"),
        "WATERMARK");
    bad("watermark-below-base", "nor stand below the base", "behind-a-base", marker, "WATERMARK");
  }

  private void outsideTheChain() {
    good("good-alone", "evidence, though its predecessor is unknown", "seventh-alone", marker);
    bad("alone-elsewhere", "no evidence at another slot", "first-alone", marker, "SEQUENCE");
    bad(
        "alone-zero-previous",
        "no evidence without a predecessor",
        "seventh-alone",
        with(marker, "previous", ZERO_ID),
        "PREVIOUS");
    bad(
        "alone-first-with-previous",
        "no evidence with one before sequence 1",
        "first-alone",
        fields(1, 1, 0, predecessorId),
        "PREVIOUS");
    bad("alone-time-0", "no time", "seventh-alone", with(marker, "time", "0"), "TIME");
    bad(
        "alone-watermark-own",
        "knows itself durable",
        "seventh-alone",
        with(marker, "durableUpTo", "7"),
        "WATERMARK");
    bad(
        "alone-watermark-huge",
        "a watermark above 2^63 − 1",
        "seventh-alone",
        with(marker, "durableUpTo", "18446744073709551615"),
        "WATERMARK");
  }

  private void damaged() {
    file.bad("zeros", "nothing was ever written here", "seventh", new byte[128], "BLANK");
    byte[] stale =
        PlainFormat.marker(
            with(fields(7, TIME - 5, 3, named("stale")), "counter", STALE_COUNTER), OTHER_RANDOM);
    Flaws overZeros =
        Flaws.of("BLANK").from(1, "MAGIC").from(5, "INCARNATION").from(12, "CHECKSUM");
    file.torn("torn", "zeros", "seventh", markerBytes, new byte[128], overZeros);
    Flaws overStale = Flaws.of("INCARNATION").from(12, "CHECKSUM");
    file.torn("torn-over", "a stale marker", "seventh", markerBytes, stale, overStale);
    Flaws flips =
        Flaws.of("MAGIC")
            .from(4, "VERSION")
            .from(6, "RESERVED")
            .from(8, "INCARNATION")
            .from(12, "CHECKSUM");
    file.flipped("seventh", markerBytes, flips);
  }
}
