package org.waymark.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.waymark.EvidenceRef;

/**
 * Understands one line of {@code waymark run --input}: strict JSON, no unknown field, no field
 * twice. Safe for many threads.
 */
final class TransactionParser {

  /** Most characters of a transaction's name. */
  static final int MAX_NAME = 256;

  private static final Set<String> FIELDS = Set.of("txn", "begin", "reads", "writes", "evidence");
  private static final BigInteger MAX_PAGE =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  private final ObjectReader json =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  /** Says what is wrong with a line; the name, where it could be read, tells whose line it is. */
  static final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String txn;

    BadLineException(@Nullable String txn, String message) {
      super(message, null, false, false);
      this.txn = txn;
    }

    @Nullable String txn() {
      return txn;
    }
  }

  /** Parses the UTF-8 bytes of one line. */
  Transaction parse(byte[] line) throws BadLineException {
    JsonNode node = readTree(line);
    if (!node.isObject()) {
      throw new BadLineException(null, "not a JSON object");
    }
    String txn = name(node.get("txn"));
    try {
      for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
        String field = names.next();
        if (!FIELDS.contains(field)) {
          throw new IllegalArgumentException("unknown field '" + shorten(field) + "'");
        }
      }
      return new Transaction(
          txn,
          begin(node.get("begin")),
          reads(node.get("reads")),
          writes(node.get("writes")),
          evidence(node.get("evidence")));
    } catch (IllegalArgumentException e) {
      throw new BadLineException(txn, String.valueOf(e.getMessage()));
    }
  }

  private JsonNode readTree(byte[] line) throws BadLineException {
    try {
      return json.readTree(line);
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      String where = place == null ? "" : " at column " + place.getColumnNr();
      throw new BadLineException(
          null, "not JSON" + where + ": " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new BadLineException(null, "not JSON: " + firstLine(e.getMessage()));
    }
  }

  private static String name(@Nullable JsonNode node) throws BadLineException {
    if (node == null || !node.isTextual() || node.textValue().isEmpty()) {
      throw new BadLineException(null, "\"txn\" must be a string that is not empty");
    }
    if (node.textValue().length() > MAX_NAME) {
      throw new BadLineException(null, "\"txn\" must be at most " + MAX_NAME + " characters");
    }
    return node.textValue();
  }

  private static OptionalLong begin(@Nullable JsonNode node) {
    if (node == null) {
      return OptionalLong.empty();
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
      throw new IllegalArgumentException("\"begin\" must be a sequence, 0 or more");
    }
    return OptionalLong.of(node.longValue());
  }

  private static long[] reads(@Nullable JsonNode node) {
    if (node == null) {
      return new long[0];
    }
    if (!node.isArray()) {
      throw new IllegalArgumentException("\"reads\" must be an array of page numbers");
    }
    long[] pages = new long[node.size()];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = page(node.get(i).isIntegralNumber() ? node.get(i).asText() : "");
    }
    return pages;
  }

  private static List<EvidenceRef> evidence(@Nullable JsonNode node) {
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw new IllegalArgumentException("\"evidence\" must be an array of hexadecimal strings");
    }
    List<EvidenceRef> references = new ArrayList<>();
    for (JsonNode reference : node) {
      if (!reference.isTextual() || !reference.textValue().matches("[0-9a-fA-F]{32}")) {
        throw new IllegalArgumentException(
            "'" + shorten(reference.asText()) + "' is no evidence: 32 hexadecimal digits");
      }
      references.add(EvidenceRef.parse(reference.textValue()));
    }
    return List.copyOf(references);
  }

  private static SortedMap<Long, byte[]> writes(@Nullable JsonNode node) {
    SortedMap<Long, byte[]> writes = new TreeMap<>(Long::compareUnsigned);
    if (node == null) {
      return writes;
    }
    if (!node.isObject()) {
      throw new IllegalArgumentException("\"writes\" must be an object of page numbers");
    }
    for (Map.Entry<String, JsonNode> write : node.properties()) {
      byte[] before = writes.put(page(write.getKey()), content(write));
      if (before != null) {
        throw new IllegalArgumentException("page '" + write.getKey() + "' is written twice");
      }
    }
    return writes;
  }

  private static byte[] content(Map.Entry<String, JsonNode> write) {
    String page = shorten(write.getKey());
    if (!write.getValue().isTextual()) {
      throw new IllegalArgumentException("the content of page '" + page + "' must be a string");
    }
    try {
      return Base64.getDecoder().decode(write.getValue().textValue());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the content of page '" + page + "' is not base64", e);
    }
  }

  private static long page(String digits) {
    if (digits.matches("[0-9]{1,20}")) {
      BigInteger page = new BigInteger(digits);
      if (page.signum() > 0 && page.compareTo(MAX_PAGE) <= 0) {
        return page.longValue();
      }
    }
    throw new IllegalArgumentException(
        "'" + shorten(digits) + "' is no page number: 1 to " + MAX_PAGE);
  }

  /** What a hostile line holds must not flood the answer. */
  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static String firstLine(@Nullable String message) {
    return shorten(String.valueOf(message).lines().findFirst().orElse("no reason given"));
  }
}
