package org.waymark.check.vectors;

import static org.waymark.check.vectors.MarkerVectors.COUNTER;
import static org.waymark.check.vectors.MarkerVectors.OTHER_RANDOM;
import static org.waymark.check.vectors.MarkerVectors.RANDOM;
import static org.waymark.check.vectors.MarkerVectors.TIME;
import static org.waymark.check.vectors.MarkerVectors.ZERO_ID;
import static org.waymark.check.vectors.MarkerVectors.named;
import static org.waymark.check.vectors.VectorFile.hex;
import static org.waymark.check.vectors.VectorFile.object;
import static org.waymark.check.vectors.VectorFile.with;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The vectors of what stands in a segment's header page: both headers and the close record. */
final class SegmentVectors {

  private static final Flaws HEADER_TORN = Flaws.of("BLANK").from(1, "MAGIC").from(5, "CHECKSUM");

  private SegmentVectors() {}

  private static ObjectNode markerHeader() {
    return object()
        .put("counter", COUNTER)
        .put("slots", 16)
        .put("random", RANDOM)
        .put("firstSequence", "5")
        .put("base", "4")
        .put("baseId", named("marker of 4"))
        .put("baseTime", Long.toString(TIME - 3))
        .put("isolation", 0);
  }

  static String markerSegments() {
    VectorFile file =
        new VectorFile(
            "marker-segment-header",
            "Headers of marker segments: 128 bytes, judged in the file of the context's name");
    file.context("own", object().put("file", "markers-0016909060-00000000000000000005"));
    file.context("first-ever", object().put("file", "markers-0000000001-00000000000000000001"));
    file.context("later", object().put("file", "markers-0016909061-00000000000000000005"));
    file.context("next", object().put("file", "markers-0016909060-00000000000000000021"));
    ObjectNode fields = markerHeader();
    ObjectNode first =
        object()
            .put("counter", 1)
            .put("slots", 1 << 20)
            .put("random", "0000000000000000")
            .put("firstSequence", "1")
            .put("base", "0")
            .put("baseId", ZERO_ID)
            .put("baseTime", "0")
            .put("isolation", 0);
    byte[] bytes = PlainFormat.markerSegment(fields);
    file.good("good", "the header of a segment behind a base", "own", bytes, fields);
    file.good(
        "good-first-ever",
        "the first segment of a log, with the most slots; random bits may be anything",
        "first-ever",
        PlainFormat.markerSegment(first),
        first);
    ObjectNode snapshot = with(fields, "isolation", 1);
    file.good(
        "good-snapshot",
        "of a log with the level snapshot",
        "own",
        PlainFormat.markerSegment(snapshot),
        snapshot);
    file.bad(
        "wrong-incarnation", "in a file of another incarnation", "later", bytes, "INCARNATION");
    file.bad("wrong-segment", "in the file of another segment", "next", bytes, "SEQUENCE");
    badMarkerHeader(file, "version-2", "a newer format", with(fields, "version", 2), "VERSION");
    badMarkerHeader(file, "version-0", "there never was one", with(fields, "version", 0), "MAGIC");
    badMarkerHeader(file, "reserved", "bytes 6..7", with(fields, "reserved", 256), "RESERVED");
    for (int at : new int[] {68, 111}) {
      ObjectNode dirty = with(fields, "paddingOneAt", at);
      badMarkerHeader(file, "padding-" + at, "a one at byte " + at, dirty, "RESERVED");
    }
    for (long slots : new long[] {0, (1 << 20) + 1, 1L << 31, (1L << 32) - 1}) {
      ObjectNode sized = with(fields, "slots", slots);
      badMarkerHeader(file, "slots-" + slots, "slots are 1 to 2^20", sized, "LENGTH");
    }
    for (long counter : new long[] {0, 1L << 31, (1L << 32) - 1}) {
      ObjectNode other = with(fields, "counter", counter);
      badMarkerHeader(
          file, "counter-" + counter, "counters are 1 to 2^31 − 1", other, "INCARNATION");
    }
    badMarkerHeader(
        file, "first-0", "no sequence 0", with(fields, "firstSequence", "0"), "SEQUENCE");
    badMarkerHeader(file, "base-gap", "base is first − 1", with(fields, "base", "3"), "SEQUENCE");
    ObjectNode overflowing =
        with(fields, "firstSequence", Long.toString(Long.MAX_VALUE - 15))
            .put("base", Long.toString(Long.MAX_VALUE - 16));
    badMarkerHeader(file, "overflow", "a last slot beyond 2^63 − 2", overflowing, "LENGTH");
    badMarkerHeader(
        file, "base-zero-id", "a base has an id", with(fields, "baseId", ZERO_ID), "PREVIOUS");
    badMarkerHeader(
        file, "base-time-0", "a base has a time", with(fields, "baseTime", "0"), "TIME");
    badMarkerHeader(
        file, "base-time-negative", "and after 1970", with(fields, "baseTime", "-1"), "TIME");
    for (long level : new long[] {2, 256, 1L << 31, (1L << 32) - 1}) {
      ObjectNode unknown = with(fields, "isolation", level);
      badMarkerHeader(
          file, "isolation-" + level, "levels are 0 and 1, in all 32 bits", unknown, "ISOLATION");
    }
    badMarkerHeader(
        file,
        "isolation-after-time",
        "the level is looked at behind the base's time",
        with(with(fields, "isolation", 2), "baseTime", "0"),
        "TIME");
    file.bad(
        "isolation-before-name",
        "and before the file's name",
        "later",
        PlainFormat.markerSegment(with(fields, "isolation", 2)),
        "ISOLATION");
    file.bad(
        "no-base-with-id",
        "base 0 has the zero id",
        "first-ever",
        PlainFormat.markerSegment(with(first, "baseId", named("x"))),
        "PREVIOUS");
    file.bad(
        "no-base-with-time",
        "base 0 has time 0",
        "first-ever",
        PlainFormat.markerSegment(with(first, "baseTime", "1")),
        "TIME");
    file.bad("zeros", "a page of zeros", "own", new byte[128], "BLANK");
    file.torn("torn", "zeros", "own", bytes, new byte[128], HEADER_TORN);
    file.flipped("own", bytes, headerFlips(68));
    return file.text();
  }

  private static void badMarkerHeader(
      VectorFile file, String name, String shows, ObjectNode fields, String flaw) {
    file.bad(name, shows, "own", PlainFormat.markerSegment(fields), flaw);
  }

  /** A flipped version bit is damage: a newer version must have an intact checksum. */
  private static Flaws headerFlips(int padding) {
    return Flaws.of("MAGIC")
        .from(4, "CHECKSUM")
        .from(6, "RESERVED")
        .from(8, "CHECKSUM")
        .from(padding, "RESERVED")
        .from(112, "CHECKSUM");
  }

  static String capsuleSegments() {
    VectorFile file =
        new VectorFile(
            "capsule-segment-header",
            "Headers of capsule segments: 128 bytes, judged in the file of the context's name");
    file.context("own", object().put("file", "capsules-0016909060-0084281096"));
    file.context("later", object().put("file", "capsules-0016909061-0084281096"));
    file.context("next", object().put("file", "capsules-0016909060-0084281097"));
    ObjectNode fields =
        object()
            .put("counter", COUNTER)
            .put("number", 0x05060708)
            .put("random", RANDOM)
            .put("fileSize", "67108864");
    byte[] bytes = PlainFormat.capsuleSegment(fields);
    file.good("good", "the header of a capsule segment of 64 MiB", "own", bytes, fields);
    for (String size : new String[] {"8192", "1073741824"}) {
      ObjectNode sized = with(fields, "fileSize", size);
      byte[] sizedBytes = PlainFormat.capsuleSegment(sized);
      file.good("good-" + size, "the limits belong to the range", "own", sizedBytes, sized);
    }
    file.bad(
        "wrong-incarnation", "in a file of another incarnation", "later", bytes, "INCARNATION");
    file.bad("wrong-segment", "in the file of another segment", "next", bytes, "SEQUENCE");
    badCapsuleHeader(file, "version-2", "a newer format", with(fields, "version", 2), "VERSION");
    badCapsuleHeader(file, "version-0", "there never was one", with(fields, "version", 0), "MAGIC");
    badCapsuleHeader(file, "reserved", "bytes 6..7", with(fields, "reserved", 1), "RESERVED");
    for (int at : new int[] {32, 111}) {
      ObjectNode dirty = with(fields, "paddingOneAt", at);
      badCapsuleHeader(file, "padding-" + at, "a one at byte " + at, dirty, "RESERVED");
    }
    for (long counter : new long[] {0, 1L << 31}) {
      ObjectNode other = with(fields, "counter", counter);
      badCapsuleHeader(file, "counter-" + counter, "1 to 2^31 − 1", other, "INCARNATION");
    }
    for (long number : new long[] {0, 1L << 31}) {
      ObjectNode other = with(fields, "number", number);
      badCapsuleHeader(file, "number-" + number, "1 to 2^31 − 1", other, "SEQUENCE");
    }
    for (String size : new String[] {"0", "8191", "1073741825", "18446744073709551615"}) {
      ObjectNode sized = with(fields, "fileSize", size);
      badCapsuleHeader(file, "file-size-" + size, "8 KiB to 1 GiB", sized, "LENGTH");
    }
    file.bad("zeros", "a page of zeros", "own", new byte[128], "BLANK");
    file.torn("torn", "zeros", "own", bytes, new byte[128], HEADER_TORN);
    file.flipped("own", bytes, headerFlips(32));
    return file.text();
  }

  private static void badCapsuleHeader(
      VectorFile file, String name, String shows, ObjectNode fields, String flaw) {
    file.bad(name, shows, "own", PlainFormat.capsuleSegment(fields), flaw);
  }

  static String closeRecords() {
    VectorFile file =
        new VectorFile(
            "close-record",
            "Close records: 128 bytes, judged in the segment of the context's header");
    ObjectNode header = markerHeader();
    file.context("own", headerContext(header));
    file.context("later-incarnation", headerContext(with(header, "counter", COUNTER + 1)));
    file.context("same-counter", headerContext(with(header, "random", OTHER_RANDOM)));
    ObjectNode fields =
        object()
            .put("counter", COUNTER)
            .put("random", RANDOM)
            .put("last", "7")
            .put("lastId", named("marker of 7"))
            .put("time", Long.toString(TIME + 9));
    byte[] bytes = PlainFormat.closeRecord(fields);
    file.good("good", "the segment's third marker was the last", "own", bytes, fields);
    goodClose(file, "good-full", "the segment is full", with(fields, "last", "20"));
    ObjectNode empty = with(fields, "last", "4").put("lastId", named("marker of 4"));
    goodClose(file, "good-empty", "the incarnation committed nothing: base and its id", empty);
    goodClose(file, "good-odd-time", "a clock may say anything", with(fields, "time", "-1"));
    badClose(file, "last-below", "below the base", with(fields, "last", "3"), "SEQUENCE");
    badClose(file, "last-beyond", "beyond the last slot", with(fields, "last", "21"), "SEQUENCE");
    badClose(
        file,
        "last-huge",
        "above 2^63 − 1",
        with(fields, "last", "18446744073709551615"),
        "SEQUENCE");
    badClose(
        file, "empty-wrong-id", "the base has another id", with(fields, "last", "4"), "PREVIOUS");
    badClose(file, "zero-id", "a marker has an id", with(fields, "lastId", ZERO_ID), "PREVIOUS");
    badClose(file, "version-2", "a newer version", with(fields, "version", 2), "VERSION");
    badClose(file, "version-0", "there never was one", with(fields, "version", 0), "MAGIC");
    badClose(file, "reserved", "bytes 6..7", with(fields, "reserved", 1), "RESERVED");
    for (int at : new int[] {12, 56, 111}) {
      ObjectNode dirty = with(fields, "paddingOneAt", at);
      badClose(file, "padding-" + at, "a one at byte " + at, dirty, "RESERVED");
    }
    file.bad(
        "stale-counter", "of the incarnation before", "later-incarnation", bytes, "INCARNATION");
    file.bad("stale-random", "of another log", "same-counter", bytes, "INCARNATION");
    file.bad("zeros", "not closed", "own", new byte[128], "BLANK");
    Flaws torn = Flaws.of("BLANK").from(1, "MAGIC").from(5, "INCARNATION").from(24, "CHECKSUM");
    file.torn("torn", "zeros", "own", bytes, new byte[128], torn);
    Flaws flips =
        Flaws.of("MAGIC")
            .from(4, "VERSION")
            .from(6, "RESERVED")
            .from(8, "INCARNATION")
            .from(12, "RESERVED")
            .from(16, "INCARNATION")
            .from(24, "CHECKSUM")
            .from(56, "RESERVED")
            .from(112, "CHECKSUM");
    file.flipped("own", bytes, flips);
    return file.text();
  }

  private static ObjectNode headerContext(ObjectNode header) {
    return object().put("header", hex(PlainFormat.markerSegment(header)));
  }

  private static void goodClose(VectorFile file, String name, String shows, ObjectNode fields) {
    file.good(name, shows, "own", PlainFormat.closeRecord(fields), fields);
  }

  private static void badClose(
      VectorFile file, String name, String shows, ObjectNode fields, String flaw) {
    file.bad(name, shows, "own", PlainFormat.closeRecord(fields), flaw);
  }
}
