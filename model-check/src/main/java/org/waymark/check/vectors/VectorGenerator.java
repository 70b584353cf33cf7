package org.waymark.check.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the golden vectors. Always the same bytes: a test compares them with the committed files.
 *
 * <p>After a deliberate change of the format: {@code mvn -q -pl impl,model-check compile}, then run
 * this class with the path of {@code spec/vectors}.
 */
public final class VectorGenerator {

  private VectorGenerator() {}

  /** Returns the text of every vector file, by file name. */
  public static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put("capsule.json", CapsuleVectors.capsules());
    files.put("capsule-segment-header.json", SegmentVectors.capsuleSegments());
    files.put("close-record.json", SegmentVectors.closeRecords());
    files.put("digest.json", CapsuleVectors.digests());
    files.put("file-name.json", NameVectors.text());
    files.put("marker.json", MarkerVectors.text());
    files.put("marker-segment-header.json", SegmentVectors.markerSegments());
    files.put("proof.json", ProofVectors.text());
    files.put("symbol.json", CapsuleVectors.symbols());
    files.put("validation.json", ValidationVectors.text());
    return Collections.unmodifiableMap(files);
  }

  /** Writes the files into the directory that is the only argument. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: VectorGenerator DIRECTORY");
    }
    Path directory = Path.of(arguments[0]);
    for (Map.Entry<String, String> file : files().entrySet()) {
      Files.writeString(directory.resolve(file.getKey()), file.getValue());
    }
  }
}
