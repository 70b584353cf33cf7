package org.waymark.check.vectors;

import static org.waymark.check.vectors.VectorFile.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.waymark.log.CapsuleHash;
import org.waymark.log.CapsuleSegmentHeader;
import org.waymark.log.CloseRecord;
import org.waymark.log.Digests;
import org.waymark.log.Extent;
import org.waymark.log.Flaw;
import org.waymark.log.Id128;
import org.waymark.log.Incarnation;
import org.waymark.log.Location;
import org.waymark.log.Marker;
import org.waymark.log.MarkerDraft;
import org.waymark.log.MarkerSegmentHeader;
import org.waymark.log.Proof;
import org.waymark.log.ProofEncoder;
import org.waymark.log.SegmentNames;
import org.waymark.log.SymbolHeader;

/**
 * Puts vectors to the shipped encoders and decoders, and to a shipped coordinator, and tells what
 * they say.
 *
 * <p>Not thread-safe.
 */
final class ShippedReader implements Closeable {

  private final Digests digests = new Digests();

  /** The conversation that goes on, if one does. */
  private @Nullable ShippedFront conversation;

  private String conversationName = "";

  /** Returns the shipped code's verdict on a vector of this kind in this context. */
  Verdict judge(String kind, JsonNode context, JsonNode vector) throws IOException {
    return switch (kind) {
      case "marker" -> marker(context, bytes(vector));
      case "marker-segment-header" -> markerSegment(context, bytes(vector));
      case "capsule-segment-header" -> capsuleSegment(context, bytes(vector));
      case "close-record" -> closeRecord(context, bytes(vector));
      case "symbol" -> symbol(context, vector);
      case "proof" -> proof(context, bytes(vector));
      case "capsule" -> capsule(content(vector.required("content")));
      case "digest" -> digest(vector);
      case "file-name" -> fileName(vector.required("fileName").textValue());
      case "validation" -> validation(context, vector);
      default -> throw new IllegalArgumentException("vectors of an unknown kind: " + kind);
    };
  }

  /** A vector of another conversation than the last one begins that. */
  private Verdict validation(JsonNode context, JsonNode vector) throws IOException {
    String name = vector.required("context").textValue();
    if (conversation == null || !name.equals(conversationName)) {
      close();
      conversation = new ShippedFront(context);
      conversationName = name;
    }
    return Verdict.valid(conversation.take(vector));
  }

  @Override
  public void close() throws IOException {
    if (conversation != null) {
      conversation.close();
      conversation = null;
    }
  }

  private Verdict marker(JsonNode context, byte[] bytes) {
    Incarnation incarnation = incarnation(context);
    long sequence = u64(context, "sequence");
    Flaw flaw =
        context.has("previous")
            ? Marker.flaw(bytes, 0, incarnation, chained(context, sequence), digests)
            : Marker.flaw(bytes, 0, incarnation, sequence, digests);
    if (flaw != null) {
      return Verdict.flawed(flaw);
    }
    Marker marker = Marker.decode(bytes, 0);
    ObjectNode fields =
        object()
            .put("counter", marker.incarnation())
            .put("proofLength", marker.proofLength())
            .put("sequence", Long.toString(marker.sequence()))
            .put("time", Long.toString(marker.time()))
            .put("capsule", marker.capsule().toString())
            .put("proof", marker.proofId().toString())
            .put("proofLocation", Location.toString(marker.proofLocation()))
            .put("durableUpTo", Long.toString(marker.durableUpTo()))
            .put("token", marker.token().toString())
            .put("previous", marker.previous().toString())
            .put("id", marker.id().toString());
    byte[] again = new byte[Marker.SIZE];
    MarkerDraft draft =
        new MarkerDraft(
            marker.sequence(),
            marker.time(),
            marker.capsule(),
            marker.proofId(),
            marker.proofLocation(),
            marker.proofLength(),
            marker.token());
    Marker.encode(again, 0, incarnation, draft, marker.durableUpTo(), marker.previous(), digests);
    return Verdict.valid(fields, again);
  }

  private static Marker.Expectation chained(JsonNode context, long sequence) {
    return new Marker.Expectation(
        sequence,
        id(context, "previous"),
        u64(context, "previousTime"),
        u64(context, "leastDurableUpTo"));
  }

  private Verdict markerSegment(JsonNode context, byte[] bytes) {
    String file = context.required("file").textValue();
    if (!(SegmentNames.parse(file) instanceof SegmentNames.Markers name)) {
      throw new IllegalArgumentException("not a marker segment: " + file);
    }
    Flaw flaw = MarkerSegmentHeader.flaw(bytes, 0, name, digests);
    if (flaw != null) {
      return Verdict.flawed(flaw);
    }
    MarkerSegmentHeader header = MarkerSegmentHeader.decode(bytes, 0);
    ObjectNode fields =
        object()
            .put("counter", header.incarnation().counter())
            .put("slots", header.slots())
            .put("random", random(header.incarnation()))
            .put("firstSequence", Long.toString(header.firstSequence()))
            .put("base", Long.toString(header.base()))
            .put("baseId", header.baseId().toString())
            .put("baseTime", Long.toString(header.baseTime()))
            .put("isolation", header.isolation().code());
    byte[] again = new byte[MarkerSegmentHeader.SIZE];
    header.encode(again, 0, digests);
    return Verdict.valid(fields, again);
  }

  private Verdict capsuleSegment(JsonNode context, byte[] bytes) {
    String file = context.required("file").textValue();
    if (!(SegmentNames.parse(file) instanceof SegmentNames.Capsules name)) {
      throw new IllegalArgumentException("not a capsule segment: " + file);
    }
    Flaw flaw = CapsuleSegmentHeader.flaw(bytes, 0, name, digests);
    if (flaw != null) {
      return Verdict.flawed(flaw);
    }
    CapsuleSegmentHeader header = CapsuleSegmentHeader.decode(bytes, 0);
    ObjectNode fields =
        object()
            .put("counter", header.incarnation().counter())
            .put("number", header.number())
            .put("random", random(header.incarnation()))
            .put("fileSize", Long.toString(header.fileSize()));
    byte[] again = new byte[CapsuleSegmentHeader.SIZE];
    header.encode(again, 0, digests);
    return Verdict.valid(fields, again);
  }

  private Verdict closeRecord(JsonNode context, byte[] bytes) {
    byte[] headerBytes = HexFormat.of().parseHex(context.required("header").textValue());
    MarkerSegmentHeader header = MarkerSegmentHeader.decode(headerBytes, 0);
    Flaw flaw = CloseRecord.flaw(bytes, 0, header, digests);
    if (flaw != null) {
      return Verdict.flawed(flaw);
    }
    CloseRecord close = CloseRecord.decode(bytes, 0);
    ObjectNode fields =
        object()
            .put("counter", close.incarnation().counter())
            .put("random", random(close.incarnation()))
            .put("last", Long.toString(close.last()))
            .put("lastId", close.lastId().toString())
            .put("time", Long.toString(close.time()));
    byte[] again = new byte[CloseRecord.SIZE];
    close.encode(again, 0, header, digests);
    return Verdict.valid(fields, again);
  }

  private Verdict symbol(JsonNode context, JsonNode vector) {
    byte[] bytes = bytes(vector);
    Incarnation incarnation = incarnation(context);
    int index = context.required("index").intValue();
    long location = location(context, "location");
    Flaw flaw = SymbolHeader.flaw(bytes, 0, incarnation, index, location, digests);
    if (flaw != null) {
      return Verdict.flawed(flaw);
    }
    SymbolHeader header = SymbolHeader.decode(bytes, 0);
    byte[] payload =
        vector.has("payload")
            ? content(vector.required("payload"))
            : Arrays.copyOfRange(bytes, SymbolHeader.SIZE, bytes.length);
    flaw = header.payloadFlaw(payload, 0, digests);
    if (flaw != null) {
      return Verdict.flawed(flaw);
    }
    ObjectNode fields =
        object()
            .put("index", header.index())
            .put("length", header.length())
            .put("location", Location.toString(header.location()))
            .put("next", Location.toString(header.next()))
            .put("digest", header.digest().toString());
    byte[] again = bytes.clone();
    Arrays.fill(again, 0, SymbolHeader.SIZE, (byte) 0);
    header.encode(again, 0, incarnation, digests);
    return Verdict.valid(fields, again);
  }

  private Verdict proof(JsonNode context, byte[] bytes) {
    Incarnation incarnation = incarnation(context);
    Flaw flaw;
    if (context.has("marker")) {
      byte[] marker = HexFormat.of().parseHex(context.required("marker").textValue());
      Marker points = Marker.decode(marker, 0);
      flaw = Proof.flaw(bytes, 0, bytes.length, incarnation, points, digests);
    } else {
      flaw = Proof.flaw(bytes, 0, bytes.length, incarnation, digests);
    }
    if (flaw != null) {
      return Verdict.flawed(flaw);
    }
    Proof proof = Proof.decode(bytes, 0);
    ObjectNode fields =
        object()
            .put("counter", proof.incarnation().counter())
            .put("random", random(proof.incarnation()))
            .put("sequence", Long.toString(proof.sequence()))
            .put("beginSeq", Long.toString(proof.beginSeq()))
            .put("token", proof.token().toString())
            .put("capsule", proof.capsule().toString())
            .put("capsuleLocation", Location.toString(proof.capsuleLocation()))
            .put("capsuleLength", Long.toString(proof.capsuleLength()));
    addPages(fields, "written", proof.writtenPages());
    addPages(fields, "read", proof.readPages());
    fields.putArray("evidence");
    proof.evidence().forEach(reference -> fields.withArray("evidence").add(reference.toString()));
    fields.put("id", proof.id().toString());
    ProofEncoder encoder = new ProofEncoder(incarnation);
    Extent capsule =
        new Extent(proof.capsule(), proof.capsuleLocation(), proof.capsuleLength(), 1, 1);
    encoder.add(
        proof.sequence(),
        proof.beginSeq(),
        proof.token(),
        capsule,
        proof.writtenPages(),
        proof.readPages(),
        proof.evidence());
    byte[] again = Arrays.copyOf(Arrays.copyOf(encoder.bytes(), encoder.size()), bytes.length);
    return Verdict.valid(fields, again);
  }

  private static void addPages(ObjectNode fields, String name, long[] pages) {
    fields.putArray(name);
    for (long page : pages) {
      fields.withArray(name).add(Long.toUnsignedString(page));
    }
  }

  private Verdict capsule(byte[] content) {
    if (content.length == 0) {
      return Verdict.flawed(Flaw.LENGTH);
    }
    ObjectNode fields = object();
    CapsuleHash hash = new CapsuleHash();
    fields.put("length", Long.toString(content.length)).putArray("symbols");
    for (int from = 0, index = 0; from < content.length; index++) {
      int length = Math.min(SymbolHeader.MAX_PAYLOAD, content.length - from);
      Id128 digest = SymbolHeader.digest(index, content, from, length, digests);
      fields.withArray("symbols").add(digest.toString());
      hash.add(digest, length);
      from += length;
    }
    return Verdict.valid(fields.put("id", hash.end().toString()));
  }

  private Verdict digest(JsonNode vector) {
    JsonNode expected = vector.required("fields");
    Digests.Domain domain = Digests.Domain.valueOf(vector.required("domain").textValue());
    byte[] data = HexFormat.of().parseHex(vector.required("data").textValue());
    String digest = digests.start(domain).add(data, 0, data.length).end().toString();
    ObjectNode fields = object().put("label", expected.required("label").textValue());
    return Verdict.valid(fields.put("digest", digest));
  }

  private static Verdict fileName(String fileName) {
    SegmentNames.Name name = SegmentNames.parse(fileName);
    if (name == null) {
      return new Verdict("FOREIGN", null, null);
    }
    if (!name.fileName().equals(fileName)) {
      throw new IllegalStateException(fileName + " is written " + name.fileName());
    }
    ObjectNode fields = object();
    if (name instanceof SegmentNames.Markers markers) {
      fields.put("kind", "markers").put("incarnation", markers.incarnation());
      fields.put("firstSequence", Long.toString(markers.firstSequence()));
    } else if (name instanceof SegmentNames.Capsules capsules) {
      fields.put("kind", "capsules").put("incarnation", capsules.incarnation());
      fields.put("number", capsules.number());
    } else if (name instanceof SegmentNames.Quarantine quarantine) {
      fields.put("kind", "quarantine").put("digest", quarantine.digest().toString());
    } else if (name instanceof SegmentNames.Temporary temporary) {
      fields.put("kind", "temporary").put("target", temporary.target().fileName());
    } else {
      fields.put("kind", "lock");
    }
    return Verdict.valid(fields);
  }

  private static byte[] bytes(JsonNode vector) {
    return HexFormat.of().parseHex(vector.required("hex").textValue());
  }

  /** Content stands as hex, or as a stretch of the pattern. */
  private static byte[] content(JsonNode content) {
    if (content.isTextual()) {
      return HexFormat.of().parseHex(content.textValue());
    }
    JsonNode pattern = content.required("pattern");
    int from = pattern.required("from").intValue();
    return PlainFormat.pattern(from, pattern.required("length").intValue());
  }

  private static Incarnation incarnation(JsonNode context) {
    long random = HexFormat.fromHexDigitsToLong(context.required("random").textValue());
    return new Incarnation(context.required("counter").intValue(), random);
  }

  private static String random(Incarnation incarnation) {
    return HexFormat.of().toHexDigits(incarnation.random());
  }

  private static long u64(JsonNode context, String name) {
    return Long.parseUnsignedLong(context.required(name).textValue());
  }

  private static Id128 id(JsonNode context, String name) {
    return Id128.parse(context.required(name).textValue());
  }

  private static long location(JsonNode context, String name) {
    String[] parts = context.required(name).textValue().split(":", 2);
    return (long) Integer.parseInt(parts[0]) << 32 | Integer.parseInt(parts[1]);
  }
}
