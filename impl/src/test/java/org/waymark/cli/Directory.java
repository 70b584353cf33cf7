package org.waymark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a directory holds, by digest: equal only if nothing was changed, added or removed. The lock
 * file is left out: it holds the process id of whoever tried last.
 */
record Directory(Map<String, String> digests) {

  static Directory of(Path directory) throws IOException, NoSuchAlgorithmException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.equals("LOCK")) {
          byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
          digests.put(name, HexFormat.of().formatHex(digest));
        }
      }
    }
    return new Directory(digests);
  }
}
