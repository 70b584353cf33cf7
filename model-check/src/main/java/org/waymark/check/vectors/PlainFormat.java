package org.waymark.check.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The format written down a second time, as plainly as {@code spec/format.md} says it: from the
 * fields of a vector to bytes.
 *
 * <p>It refuses nothing, so that it can make what the shipped encoders never would. It shares no
 * code with them.
 */
final class PlainFormat {

  private static final int SYMBOL_PAYLOAD = 65_536;

  private PlainFormat() {}

  /** The 128 bytes of a marker, under an incarnation's random bits. */
  static byte[] marker(JsonNode fields, String random) {
    ByteBuffer bytes = record(128, "WMMK", fields);
    bytes.putInt(8, u32(fields, "counter"));
    bytes.putInt(12, u32(fields, "proofLength"));
    bytes.putLong(16, u64(fields, "sequence"));
    bytes.putLong(24, u64(fields, "time"));
    bytes.put(32, id(fields, "capsule"));
    bytes.put(48, id(fields, "proof"));
    bytes.putLong(64, location(fields, "proofLocation"));
    bytes.putLong(72, u64(fields, "durableUpTo"));
    bytes.put(80, id(fields, "token"));
    bytes.put(96, id(fields, "previous"));
    bytes.put(112, digest("waymark/marker/1", random(random), head(bytes, 112)));
    return head(bytes, bytes.capacity());
  }

  /** The 128 bytes of a marker segment's header. */
  static byte[] markerSegment(JsonNode fields) {
    ByteBuffer bytes = record(128, "WMSG", fields);
    bytes.putInt(8, u32(fields, "counter"));
    bytes.putInt(12, u32(fields, "slots"));
    bytes.put(16, random(fields.required("random").textValue()));
    bytes.putLong(24, u64(fields, "firstSequence"));
    bytes.putLong(32, u64(fields, "base"));
    bytes.put(40, id(fields, "baseId"));
    bytes.putLong(56, u64(fields, "baseTime"));
    bytes.putInt(64, u32(fields, "isolation"));
    padding(bytes, fields);
    bytes.put(112, digest("waymark/header/1", head(bytes, 112)));
    return head(bytes, bytes.capacity());
  }

  /** The 128 bytes of a capsule segment's header. */
  static byte[] capsuleSegment(JsonNode fields) {
    ByteBuffer bytes = record(128, "WMCS", fields);
    bytes.putInt(8, u32(fields, "counter"));
    bytes.putInt(12, u32(fields, "number"));
    bytes.put(16, random(fields.required("random").textValue()));
    bytes.putLong(24, u64(fields, "fileSize"));
    padding(bytes, fields);
    bytes.put(112, digest("waymark/header/1", head(bytes, 112)));
    return head(bytes, bytes.capacity());
  }

  /** The 128 bytes of a close record. */
  static byte[] closeRecord(JsonNode fields) {
    ByteBuffer bytes = record(128, "WMCL", fields);
    bytes.putInt(8, u32(fields, "counter"));
    bytes.put(16, random(fields.required("random").textValue()));
    bytes.putLong(24, u64(fields, "last"));
    bytes.put(32, id(fields, "lastId"));
    bytes.putLong(48, u64(fields, "time"));
    padding(bytes, fields);
    bytes.put(112, digest("waymark/close//1", head(bytes, 112)));
    return head(bytes, bytes.capacity());
  }

  /** The 64 bytes of a symbol's header, under an incarnation's random bits. */
  static byte[] symbolHeader(JsonNode fields, String random) {
    ByteBuffer bytes = record(64, "WMSY", fields);
    bytes.putInt(8, u32(fields, "index"));
    bytes.putInt(12, u32(fields, "length"));
    bytes.putLong(16, location(fields, "location"));
    bytes.putLong(24, location(fields, "next"));
    bytes.put(32, id(fields, "digest"));
    bytes.put(48, digest("waymark/header/1", random(random), head(bytes, 48)));
    return head(bytes, bytes.capacity());
  }

  /**
   * The bytes of a proof. {@code length}, {@code writtenCount}, {@code readCount} and {@code
   * evidenceCount} among the fields lie about what is there.
   */
  static byte[] proof(JsonNode fields) {
    JsonNode written = fields.required("written");
    JsonNode read = fields.required("read");
    JsonNode evidence = fields.required("evidence");
    int total = 104 + 8 * (written.size() + read.size()) + 16 * evidence.size() + 16;
    ByteBuffer bytes = record(total, "WMPF", fields);
    bytes.putInt(8, u32(fields, "counter"));
    bytes.putInt(12, fields.has("length") ? u32(fields, "length") : total);
    bytes.put(16, random(fields.required("random").textValue()));
    bytes.putLong(24, u64(fields, "sequence"));
    bytes.putLong(32, u64(fields, "beginSeq"));
    bytes.put(40, id(fields, "token"));
    bytes.put(56, id(fields, "capsule"));
    bytes.putLong(72, location(fields, "capsuleLocation"));
    bytes.putLong(80, u64(fields, "capsuleLength"));
    bytes.putInt(88, fields.has("writtenCount") ? u32(fields, "writtenCount") : written.size());
    bytes.putInt(92, fields.has("readCount") ? u32(fields, "readCount") : read.size());
    bytes.putInt(96, fields.has("evidenceCount") ? u32(fields, "evidenceCount") : evidence.size());
    padding(bytes, fields);
    bytes.position(104);
    written.forEach(page -> bytes.putLong(Long.parseUnsignedLong(page.textValue())));
    read.forEach(page -> bytes.putLong(Long.parseUnsignedLong(page.textValue())));
    evidence.forEach(reference -> bytes.put(HexFormat.of().parseHex(reference.textValue())));
    bytes.put(total - 16, digest("waymark/proof//1", head(bytes, total - 16)));
    return head(bytes, bytes.capacity());
  }

  /** The digest of a symbol. */
  static byte[] symbolDigest(int index, byte[] payload) {
    ByteBuffer before = little(8).putInt(index).putInt(payload.length);
    return digest("waymark/symbol/1", head(before, 8), payload);
  }

  /** A capsule's content cut into the payloads of its symbols. */
  static byte[][] symbols(byte[] content) {
    byte[][] symbols = new byte[(content.length + SYMBOL_PAYLOAD - 1) / SYMBOL_PAYLOAD][];
    for (int i = 0; i < symbols.length; i++) {
      int end = Math.min(content.length, (i + 1) * SYMBOL_PAYLOAD);
      symbols[i] = Arrays.copyOfRange(content, i * SYMBOL_PAYLOAD, end);
    }
    return symbols;
  }

  /** The id of a capsule. */
  static byte[] capsuleId(byte[] content) {
    byte[][] symbols = symbols(content);
    ByteBuffer covered = little(16 * symbols.length + 8);
    for (int i = 0; i < symbols.length; i++) {
      covered.put(symbolDigest(i, symbols[i]));
    }
    covered.putLong(content.length);
    return digest("waymark/capsul/1", head(covered, covered.capacity()));
  }

  /** The first 16 bytes of the SHA-256 of a label and the parts behind it. */
  static byte[] digest(String label, byte[]... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(label.getBytes(StandardCharsets.US_ASCII));
      for (byte[] part : parts) {
        sha256.update(part);
      }
      return Arrays.copyOf(sha256.digest(), 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Bytes {@code from … from + length − 1} of the pattern: i xor (i >> 8) xor (i >> 16). */
  static byte[] pattern(int from, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int at = from + i;
      bytes[i] = (byte) (at ^ at >> 8 ^ at >> 16);
    }
    return bytes;
  }

  private static ByteBuffer record(int length, String magic, JsonNode fields) {
    ByteBuffer bytes = little(length);
    bytes.put(0, magic.getBytes(StandardCharsets.US_ASCII));
    bytes.putShort(4, (short) fields.path("version").asInt(1));
    bytes.putShort(6, (short) fields.path("reserved").asInt(0));
    return bytes;
  }

  /** Puts a one where the layout asks for zero, if the fields name such a place. */
  private static void padding(ByteBuffer bytes, JsonNode fields) {
    if (fields.has("paddingOneAt")) {
      bytes.put(fields.required("paddingOneAt").intValue(), (byte) 1);
    }
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] head(ByteBuffer bytes, int length) {
    byte[] head = new byte[length];
    bytes.get(0, head);
    return head;
  }

  private static byte[] random(String hex) {
    return head(little(8).putLong(HexFormat.fromHexDigitsToLong(hex)), 8);
  }

  private static int u32(JsonNode fields, String name) {
    return (int) fields.required(name).longValue();
  }

  private static long u64(JsonNode fields, String name) {
    String decimal = fields.required(name).textValue();
    return decimal.startsWith("-") ? Long.parseLong(decimal) : Long.parseUnsignedLong(decimal);
  }

  private static byte[] id(JsonNode fields, String name) {
    return HexFormat.of().parseHex(fields.required(name).textValue());
  }

  private static long location(JsonNode fields, String name) {
    String[] parts = fields.required(name).textValue().split(":", 2);
    long segment = Integer.parseUnsignedInt(parts[0]);
    return segment << 32 | Long.parseLong(parts[1]);
  }
}
