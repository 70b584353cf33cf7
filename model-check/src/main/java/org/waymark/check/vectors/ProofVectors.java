package org.waymark.check.vectors;

import static org.waymark.check.vectors.MarkerVectors.COUNTER;
import static org.waymark.check.vectors.MarkerVectors.OTHER_RANDOM;
import static org.waymark.check.vectors.MarkerVectors.RANDOM;
import static org.waymark.check.vectors.MarkerVectors.named;
import static org.waymark.check.vectors.VectorFile.hex;
import static org.waymark.check.vectors.VectorFile.object;
import static org.waymark.check.vectors.VectorFile.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The vectors of the commit proof, alone and as the proof that a marker points to. */
final class ProofVectors {

  private static final String[] NO_PAGES = {};
  private static final String[] NO_EVIDENCE = {};

  private final VectorFile file =
      new VectorFile(
          "proof",
          "Commit proofs, judged in an incarnation and, where the context names one, for a marker");
  private final ObjectNode proof =
      evidence(
          pages(fields(), new String[] {"3", "18446744073709551615"}, new String[] {"12"}),
          named("witness"));
  private final byte[] bytes = PlainFormat.proof(proof);

  static String text() {
    ProofVectors vectors = new ProofVectors();
    vectors.contexts();
    vectors.goodOnes();
    vectors.lengths();
    vectors.ranges();
    vectors.pageSets();
    vectors.references();
    vectors.forAnotherMarker();
    vectors.damaged();
    return vectors.file.text();
  }

  private static ObjectNode fields() {
    return object()
        .put("counter", COUNTER)
        .put("random", RANDOM)
        .put("sequence", "7")
        .put("beginSeq", "5")
        .put("token", named("token of 7"))
        .put("capsule", named("capsule of 7"))
        .put("capsuleLocation", "1:4096")
        .put("capsuleLength", "200000");
  }

  private static ObjectNode pages(ObjectNode fields, String[] written, String[] read) {
    ObjectNode paged = fields.deepCopy();
    paged.putArray("written");
    Arrays.stream(written).forEach(paged.withArray("written")::add);
    paged.putArray("read");
    Arrays.stream(read).forEach(paged.withArray("read")::add);
    return evidence(paged, NO_EVIDENCE);
  }

  private static ObjectNode evidence(ObjectNode fields, String... references) {
    ObjectNode witnessed = fields.deepCopy();
    witnessed.putArray("evidence");
    Arrays.stream(references).forEach(witnessed.withArray("evidence")::add);
    return witnessed;
  }

  /** So many references, each another. */
  private static String[] witnesses(int count) {
    return IntStream.range(0, count).mapToObj(i -> named("witness " + i)).toArray(String[]::new);
  }

  private static String idOf(byte[] proof) {
    return hex(Arrays.copyOfRange(proof, proof.length - 16, proof.length));
  }

  private ObjectNode marker() {
    ObjectNode marker = MarkerVectors.fields(7, MarkerVectors.TIME, 5, named("marker of 6"));
    return with(marker, "proof", idOf(bytes)).put("proofLength", bytes.length);
  }

  private void contexts() {
    file.context("own", object().put("counter", COUNTER).put("random", RANDOM));
    file.context("later", object().put("counter", COUNTER + 1).put("random", RANDOM));
    file.context("same-counter", object().put("counter", COUNTER).put("random", OTHER_RANDOM));
    markerContext("its-marker", marker());
    markerContext("sequence", with(marker(), "sequence", "6"));
    markerContext("id", with(marker(), "proof", named("another proof")));
    markerContext("length", with(marker(), "proofLength", bytes.length + 8));
    markerContext("capsule", with(marker(), "capsule", named("another capsule")));
    markerContext("token", with(marker(), "token", named("another token")));
  }

  private void markerContext(String name, ObjectNode marker) {
    ObjectNode context = object().put("counter", COUNTER).put("random", RANDOM);
    file.context(name, context.put("marker", hex(PlainFormat.marker(marker, RANDOM))));
  }

  private void good(String name, String shows, String context, ObjectNode fields) {
    byte[] encoded = PlainFormat.proof(fields);
    file.good(name, shows, context, encoded, with(fields, "id", idOf(encoded)));
  }

  private void bad(String name, String shows, ObjectNode fields, String flaw) {
    file.bad(name, shows, "own", PlainFormat.proof(fields), flaw);
  }

  private void goodOnes() {
    good(
        "good",
        "two pages written, the highest number among them, one read, one reference",
        "own",
        proof);
    good("good-for-its-marker", "the proof that the marker points to", "its-marker", proof);
    ObjectNode shortest = pages(fields(), new String[] {"1"}, NO_PAGES);
    good("good-shortest", "one page written, none read, no evidence", "own", shortest);
    ObjectNode first = with(shortest, "sequence", "1").put("beginSeq", "0");
    good("good-first-ever", "from before everything", "own", first);
    good("good-longest-capsule", "1 GiB", "own", with(proof, "capsuleLength", "1073741824"));
    String[] unsigned = {"9223372036854775807", "9223372036854775808", "9223372036854775809"};
    good(
        "good-unsigned",
        "page numbers order as unsigned",
        "own",
        pages(fields(), unsigned, unsigned));
    byte[] followed = Arrays.copyOf(bytes, bytes.length + 24);
    ObjectNode fields = with(proof, "id", idOf(bytes));
    file.good("good-followed", "what follows does not matter", "own", followed, fields);
  }

  private void lengths() {
    bad("none-written", "a commit writes", pages(fields(), NO_PAGES, new String[] {"1"}), "LENGTH");
    for (long length : new long[] {0, 8, 144, 152, 168, 1L << 31, (1L << 32) - 1}) {
      ObjectNode lying = with(proof, "length", length);
      bad("length-" + length, "three pages and a reference make 160 bytes", lying, "LENGTH");
    }
    for (long count : new long[] {0, 4, 16_385, 1L << 29, 1L << 31, (1L << 32) - 1}) {
      bad("written-" + count, "two are there", with(proof, "writtenCount", count), "LENGTH");
      ObjectNode read = with(proof, "readCount", count);
      bad("read-" + count, "one is there", read, "LENGTH");
    }
    ObjectNode wrapping = with(proof, "writtenCount", 16_388).put("readCount", (1L << 32) - 16_385);
    bad("counts-wrap", "the sum is right, the parts are not", wrapping, "LENGTH");
    ObjectNode tooMany = with(proof, "writtenCount", 16_385).put("readCount", 0);
    bad("too-many", "16,385 pages and the length for it", tooMany.put("length", 131_216), "LENGTH");
    ObjectNode promising = with(proof, "writtenCount", 16_384).put("readCount", 16_384);
    promising.put("evidenceCount", 256).put("length", 266_360);
    bad("promising", "the longest proof, in 160 bytes", promising, "LENGTH");
    for (int available : new int[] {0, 8, 127, 128, 159}) {
      byte[] cut = Arrays.copyOf(bytes, available);
      file.bad("cut-" + available, available + " bytes are left", "own", cut, "LENGTH");
    }
  }

  private void ranges() {
    bad("version-2", "a newer version", with(proof, "version", 2), "VERSION");
    bad("version-0", "there never was one", with(proof, "version", 0), "MAGIC");
    bad("reserved", "bytes 6..7", with(proof, "reserved", 1), "RESERVED");
    file.bad("stale-counter", "of the incarnation before", "later", bytes, "INCARNATION");
    file.bad("stale-random", "of another log", "same-counter", bytes, "INCARNATION");
    bad("begin-own", "a snapshot begins below", with(proof, "beginSeq", "7"), "SEQUENCE");
    bad(
        "begin-huge",
        "above 2^63 − 1",
        with(proof, "beginSeq", "18446744073709551615"),
        "SEQUENCE");
    bad("sequence-0", "there is no commit 0", with(proof, "sequence", "0"), "SEQUENCE");
    for (String length : new String[] {"0", "1073741825", "18446744073709551615"}) {
      ObjectNode sized = with(proof, "capsuleLength", length);
      bad("capsule-length-" + length, "1 byte to 1 GiB", sized, "LENGTH");
    }
    for (String place : new String[] {"0:0", "1:4088", "1:4100", "2147483648:4096"}) {
      ObjectNode elsewhere = with(proof, "capsuleLocation", place);
      bad("capsule-" + place.replace(':', '-'), "nothing begins there", elsewhere, "LOCATION");
    }
  }

  private void pageSets() {
    String[][] sets = {{"0"}, {"0", "1"}, {"5", "5"}, {"5", "4"}, {"18446744073709551615", "1"}};
    String[] fine = {"1"};
    for (String[] set : sets) {
      String name = String.join("-", set);
      bad("written-pages-" + name, "not strictly ascending", pages(fields(), set, fine), "PAGES");
      bad("read-pages-" + name, "not strictly ascending", pages(fields(), fine, set), "PAGES");
    }
  }

  private void references() {
    good("good-evidence-most", "256 references", "own", evidence(proof, witnesses(256)));
    String one = named("witness");
    String zeros = "0".repeat(32);
    good(
        "good-evidence-any",
        "any bytes, in any order, more than once",
        "own",
        evidence(proof, "f".repeat(32), one, zeros, one));
    bad("evidence-257", "256 are the most", evidence(proof, witnesses(257)), "LENGTH");
    for (long count : new long[] {0, 2, 257, 1L << 28, 1L << 31, (1L << 32) - 1}) {
      String name = "evidence-count-" + count;
      bad(name, "one is there", with(proof, "evidenceCount", count), "LENGTH");
    }
    ObjectNode wrapping = with(proof, "evidenceCount", (1L << 28) + 1);
    bad("evidence-wraps", "the length is right in 32 bits, the count is not", wrapping, "LENGTH");
    for (int at : new int[] {100, 103}) {
      bad("zero-" + at, "bytes 100..103", with(proof, "paddingOneAt", at), "RESERVED");
    }
  }

  private void forAnotherMarker() {
    file.bad("marker-sequence", "the marker is another commit's", "sequence", bytes, "SEQUENCE");
    file.bad("marker-id", "the marker names another proof", "id", bytes, "IDENTITY");
    file.bad("marker-length", "of another length", "length", bytes, "IDENTITY");
    file.bad("marker-capsule", "for another capsule", "capsule", bytes, "IDENTITY");
    file.bad("marker-token", "of another transaction", "token", bytes, "IDENTITY");
  }

  private void damaged() {
    byte[] zeros = new byte[bytes.length];
    file.bad("zeros", "nothing was ever written here", "own", zeros, "BLANK");
    Flaws torn = Flaws.of("BLANK").from(1, "MAGIC").from(5, "LENGTH").from(97, "CHECKSUM");
    file.torn("torn", "zeros", "own", bytes, zeros, torn);
    Flaws flips =
        Flaws.of("MAGIC")
            .from(4, "VERSION")
            .from(6, "RESERVED")
            .from(8, "INCARNATION")
            .from(12, "LENGTH")
            .from(16, "INCARNATION")
            .from(24, "CHECKSUM")
            .from(88, "LENGTH")
            .from(100, "RESERVED")
            .from(104, "CHECKSUM");
    file.flipped("own", bytes, flips);
  }
}
