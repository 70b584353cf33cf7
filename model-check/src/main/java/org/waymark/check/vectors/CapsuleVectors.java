package org.waymark.check.vectors;

import static org.waymark.check.vectors.MarkerVectors.COUNTER;
import static org.waymark.check.vectors.MarkerVectors.OTHER_RANDOM;
import static org.waymark.check.vectors.MarkerVectors.RANDOM;
import static org.waymark.check.vectors.VectorFile.hex;
import static org.waymark.check.vectors.VectorFile.object;
import static org.waymark.check.vectors.VectorFile.with;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The vectors of the payload: symbols, and the ids of whole capsules. */
final class CapsuleVectors {

  private static final byte[] PAYLOAD = "a capsule's tail".getBytes(StandardCharsets.US_ASCII);
  private static final int FULL = 65_536;

  private CapsuleVectors() {}

  private static ObjectNode context(int counter, String random, int index, String location) {
    return object()
        .put("counter", counter)
        .put("random", random)
        .put("index", index)
        .put("location", location);
  }

  static String symbols() {
    VectorFile file =
        new VectorFile(
            "symbol",
            "Symbols: a header of 64 bytes, then the payload, judged at the context's place");
    file.context("third", context(COUNTER, RANDOM, 2, "1:135360"));
    file.context("first", context(COUNTER, RANDOM, 0, "1:4096"));
    file.context("other-index", context(COUNTER, RANDOM, 1, "1:135360"));
    file.context("other-offset", context(COUNTER, RANDOM, 2, "1:135368"));
    file.context("other-segment", context(COUNTER, RANDOM, 2, "2:135360"));
    file.context("other-random", context(COUNTER, OTHER_RANDOM, 2, "1:135360"));
    file.context("last-index", context(COUNTER, RANDOM, 16_383, "1:4096"));
    file.context("beyond-last-index", context(COUNTER, RANDOM, 16_384, "1:4096"));
    file.context("negative-index", context(COUNTER, RANDOM, -1, "1:4096"));
    file.context("nowhere", context(COUNTER, RANDOM, 0, "0:0"));
    file.context("at-the-end", context(COUNTER, RANDOM, 0, "1:1073741744"));
    file.context("over-the-end", context(COUNTER, RANDOM, 0, "1:1073741752"));
    ObjectNode last = fields(2, PAYLOAD, "1:135360", "0:0");
    byte[] lastBytes = join(PlainFormat.symbolHeader(last, RANDOM), PAYLOAD);
    file.good("good-last", "the last symbol of a capsule of three", "third", lastBytes, last);
    goodSymbols(file);
    badSymbols(file, last);
    file.bad("other-index", "another place in the capsule", "other-index", lastBytes, "SEQUENCE");
    file.bad("other-offset", "another place in the file", "other-offset", lastBytes, "LOCATION");
    file.bad("other-segment", "another file", "other-segment", lastBytes, "LOCATION");
    file.bad("stale", "another incarnation", "other-random", lastBytes, "CHECKSUM");
    byte[] zeros = new byte[lastBytes.length];
    file.bad("zeros", "nothing was ever written here", "third", zeros, "BLANK");
    Flaws torn = Flaws.of("BLANK").from(1, "MAGIC").from(5, "CHECKSUM").from(64, "CONTENT");
    file.torn("torn", "zeros", "third", lastBytes, zeros, torn);
    Flaws flips =
        Flaws.of("MAGIC")
            .from(4, "VERSION")
            .from(6, "RESERVED")
            .from(8, "CHECKSUM")
            .from(64, "CONTENT");
    file.flipped("third", lastBytes, flips);
    return file.text();
  }

  private static ObjectNode fields(int index, byte[] payload, String location, String next) {
    return object()
        .put("index", index)
        .put("length", payload.length)
        .put("location", location)
        .put("next", next)
        .put("digest", hex(PlainFormat.symbolDigest(index, payload)));
  }

  /** The fields of a full symbol with the first 65,536 bytes of the pattern. */
  private static ObjectNode full(int index, String location, String next) {
    return fields(index, PlainFormat.pattern(0, FULL), location, next);
  }

  private static void goodSymbols(VectorFile file) {
    goodFull(
        file,
        "good-first",
        "a full symbol, one follows at once",
        "first",
        full(0, "1:4096", "1:69696"));
    goodFull(
        file,
        "good-jump",
        "the next one is in a later segment",
        "first",
        full(0, "1:4096", "3:4096"));
    goodFull(file, "good-full-last", "the last may be full", "first", full(0, "1:4096", "0:0"));
    goodFull(
        file, "good-last-index", "the last of 1 GiB", "last-index", full(16_383, "1:4096", "0:0"));
    ObjectNode atTheEnd = fields(0, PAYLOAD, "1:1073741744", "0:0");
    byte[] bytes = join(PlainFormat.symbolHeader(atTheEnd, RANDOM), PAYLOAD);
    file.good("good-at-the-end", "to the last byte of 1 GiB", "at-the-end", bytes, atTheEnd);
  }

  private static void goodFull(
      VectorFile file, String name, String shows, String context, ObjectNode fields) {
    byte[] header = PlainFormat.symbolHeader(fields, RANDOM);
    file.good(name, shows, context, header, fields).set("payload", patternOf(FULL));
  }

  private static ObjectNode patternOf(int length) {
    ObjectNode pattern = object();
    pattern.putObject("pattern").put("from", 0).put("length", length);
    return pattern;
  }

  private static void badSymbols(VectorFile file, ObjectNode last) {
    bad(file, "version-2", "a newer version", "third", with(last, "version", 2), "VERSION");
    bad(file, "version-0", "there never was one", "third", with(last, "version", 0), "MAGIC");
    bad(file, "reserved", "bytes 6..7", "third", with(last, "reserved", 1), "RESERVED");
    for (long length : new long[] {0, FULL + 1, 1L << 31, (1L << 32) - 1}) {
      ObjectNode sized = with(last, "length", length);
      bad(file, "length-" + length, "a symbol has 1 to 65,536 bytes", "third", sized, "LENGTH");
    }
    ObjectNode early = with(last, "next", "1:200960");
    bad(file, "short-not-last", "only the last may be short", "third", early, "LENGTH");
    for (String next :
        new String[] {"1:4096", "1:69688", "1:69700", "0:4096", "2:0", "2147483648:4096"}) {
      ObjectNode elsewhere = full(0, "1:4096", next);
      String name = "next-" + next.replace(':', '-');
      bad(file, name, "no symbol can follow at " + next, "first", elsewhere, "LOCATION");
    }
    ObjectNode beyond = full(16_384, "1:4096", "0:0");
    bad(file, "index-16384", "more than 1 GiB", "beyond-last-index", beyond, "SEQUENCE");
    ObjectNode negative = full(-1, "1:4096", "0:0");
    bad(file, "index-huge", "an index of 2^32 − 1", "negative-index", negative, "SEQUENCE");
    bad(file, "nowhere", "no place", "nowhere", full(0, "0:0", "0:0"), "LOCATION");
    ObjectNode over = fields(0, PAYLOAD, "1:1073741752", "0:0");
    bad(file, "over-the-end", "over the end of 1 GiB", "over-the-end", over, "LOCATION");
    bad(
        file,
        "content",
        "another payload under an intact header",
        "third",
        with(last, "digest", hex(PlainFormat.symbolDigest(1, PAYLOAD))),
        "CONTENT");
  }

  private static void bad(
      VectorFile file, String name, String shows, String context, ObjectNode fields, String flaw) {
    byte[] header = PlainFormat.symbolHeader(fields, RANDOM);
    file.bad(name, shows, context, join(header, PAYLOAD), flaw);
  }

  private static byte[] join(byte[] header, byte[] payload) {
    byte[] joined = Arrays.copyOf(header, header.length + payload.length);
    System.arraycopy(payload, 0, joined, header.length, payload.length);
    return joined;
  }

  static String capsules() {
    VectorFile file =
        new VectorFile(
            "capsule", "Contents of capsules and their ids; the same in every incarnation");
    file.add("empty", "a capsule has at least one byte")
        .put("content", "")
        .put("valid", false)
        .put("flaw", "LENGTH");
    byte[] one = {(byte) 0xa5};
    capsule(file, "one-byte", "the shortest", one).put("content", hex(one));
    capsule(file, "zero-byte", "a zero is a byte", new byte[1]).put("content", "00");
    capsule(file, "text", "a short text", PAYLOAD).put("content", hex(PAYLOAD));
    for (int length : new int[] {65_535, 65_536, 65_537, 131_072, 200_000}) {
      String shows = length + " bytes of the pattern: " + (length + FULL - 1) / FULL + " symbols";
      capsule(file, "pattern-" + length, shows, PlainFormat.pattern(0, length))
          .set("content", patternOf(length));
    }
    return file.text();
  }

  private static ObjectNode capsule(VectorFile file, String name, String shows, byte[] content) {
    ObjectNode vector = file.add(name, shows).putNull("content").put("valid", true);
    ObjectNode fields = vector.putObject("fields").put("length", Long.toString(content.length));
    ArrayNode digests = fields.putArray("symbols");
    byte[][] symbols = PlainFormat.symbols(content);
    for (int i = 0; i < symbols.length; i++) {
      digests.add(hex(PlainFormat.symbolDigest(i, symbols[i])));
    }
    fields.put("id", hex(PlainFormat.capsuleId(content)));
    return vector;
  }

  static String digests() {
    VectorFile file =
        new VectorFile("digest", "The hash of every domain over the same bytes, and over none");
    String[][] domains = {
      {"SYMBOL", "waymark/symbol/1"},
      {"CAPSULE", "waymark/capsul/1"},
      {"PROOF", "waymark/proof//1"},
      {"MARKER", "waymark/marker/1"},
      {"HEADER", "waymark/header/1"},
      {"CLOSE", "waymark/close//1"},
      {"QUARANTINE", "waymark/quaran/1"}
    };
    for (String[] domain : domains) {
      for (int length : new int[] {0, PAYLOAD.length}) {
        byte[] data = Arrays.copyOf(PAYLOAD, length);
        ObjectNode vector =
            file.add(domain[0] + "-" + length, length + " bytes under " + domain[1])
                .put("domain", domain[0])
                .put("data", hex(data))
                .put("valid", true);
        vector
            .putObject("fields")
            .put("label", domain[1])
            .put("digest", hex(PlainFormat.digest(domain[1], data)));
      }
    }
    return file.text();
  }
}
