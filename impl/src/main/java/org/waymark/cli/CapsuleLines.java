package org.waymark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.waymark.log.Marker;
import org.waymark.log.Proof;

/** Committed transactions as JSON objects, one a line. */
final class CapsuleLines {

  private CapsuleLines() {}

  /** Returns the name under which a capsule is exported; names sort as sequences do. */
  static String fileName(long sequence) {
    return String.format(Locale.ROOT, "%020d.capsule", sequence);
  }

  /** Returns everything but the payload. */
  static ObjectNode describe(Marker marker, Proof proof) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("seq", marker.sequence()).put("time", marker.time());
    json.put("token", marker.token().toString()).put("begin", proof.beginSeq());
    addPages(json.putArray("reads"), proof.readPages());
    addPages(json.putArray("writes"), proof.writtenPages());
    ArrayNode evidence = json.putArray("evidence");
    proof.evidence().forEach(reference -> evidence.add(reference.toString()));
    json.put("capsuleId", proof.capsule().toString());
    return json.put("length", proof.capsuleLength());
  }

  private static void addPages(ArrayNode array, long[] pages) {
    for (long page : pages) {
      array.add(new BigInteger(Long.toUnsignedString(page)));
    }
  }

  /** Writes a line that names the file of the payload. */
  static void writeIndex(Marker marker, Proof proof, String fileName, OutputStream out)
      throws IOException {
    out.write(ascii(describe(marker, proof).put("file", fileName) + "\n"));
  }

  /** Writes a line with the payload in base64, without ever holding all of it. */
  static void write(Marker marker, Proof proof, InputStream payload, OutputStream out)
      throws IOException {
    String object = describe(marker, proof).toString();
    out.write(ascii(object.substring(0, object.length() - 1) + ",\"capsule\":\""));
    try (OutputStream base64 = Base64.getEncoder().wrap(new Uncloseable(out))) {
      payload.transferTo(base64);
    }
    out.write(ascii("\"}\n"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Lets an encoder be closed, which writes its last bytes, without closing what is below. */
  private static final class Uncloseable extends FilterOutputStream {
    Uncloseable(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() {
      // The stream below goes on with what follows the payload.
    }
  }
}
