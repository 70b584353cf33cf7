package org.waymark.check.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of the format says about one vector.
 *
 * @param flaw the name of the flaw it found, or null if the vector is valid to it
 * @param fields what it read, if valid
 * @param hex what its own encoder makes of what it read, if valid and if the vector has bytes
 */
record Verdict(@Nullable String flaw, @Nullable JsonNode fields, @Nullable String hex) {

  static Verdict flawed(Enum<?> flaw) {
    return new Verdict(flaw.name(), null, null);
  }

  static Verdict valid(JsonNode fields) {
    return new Verdict(null, fields, null);
  }

  static Verdict valid(JsonNode fields, byte[] encoded) {
    return new Verdict(null, fields, VectorFile.hex(encoded));
  }
}
