package org.waymark.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a verification result depends on: two equal fingerprints mean that running again would check
 * the same thing.
 *
 * <p>The sources alone would not do: a file that changed while the build ran would be counted with
 * its new text, although the old was compiled. The classes alone would not do either: they do not
 * show what the next build will make of the sources. So both are taken, and the JDK.
 *
 * @param sources a digest of every file that the build reads: poms, build settings, the sources and
 *     tests of impl, of model-check and of the layer's module, the specification
 * @param classes a digest of the classes and resources of these modules as loaded
 * @param java the JDK's version
 */
public record Fingerprint(String sources, String classes, String java) {

  private static final List<String> SOURCES =
      List.of(
          ".mvn",
          "pom.xml",
          "impl/pom.xml",
          "impl/src",
          "model-check/pom.xml",
          "model-check/src",
          "stress/pom.xml",
          "spec");

  /** Takes the fingerprint of a checkout and of the classes running now. */
  public static Fingerprint of(Checkout checkout) throws IOException {
    return of(checkout, Fingerprint.class);
  }

  /**
   * Takes the fingerprint of a checkout and of the classes running now, for a layer that may belong
   * to a module above this one.
   */
  static Fingerprint of(Checkout checkout, Class<?> layer) throws IOException {
    Set<Path> code = new LinkedHashSet<>();
    code.add(codeOf(org.waymark.CommitLog.class));
    code.add(codeOf(Fingerprint.class));
    List<String> sources = new ArrayList<>(SOURCES);
    Path own = codeOf(layer);
    if (code.add(own) && own.startsWith(checkout.root())) {
      sources.add(checkout.root().relativize(own).getName(0) + "/src");
    }
    return of(checkout.root(), sources, List.copyOf(code), Runtime.version().toString());
  }

  /** Takes the fingerprint of the sources under {@code root} and of jars or class directories. */
  static Fingerprint of(Path root, List<Path> code, String java) throws IOException {
    return of(root, SOURCES, code, java);
  }

  private static Fingerprint of(Path root, List<String> names, List<Path> code, String java)
      throws IOException {
    MessageDigest sources = sha256();
    for (String name : names) {
      Path source = root.resolve(name);
      if (Files.exists(source)) {
        addTree(sources, root, source);
      }
    }
    MessageDigest classes = sha256();
    for (Path place : code) {
      addCode(classes, place);
    }
    return new Fingerprint(hex(sources), hex(classes), java);
  }

  private static void addCode(MessageDigest digest, Path place) throws IOException {
    if (Files.isDirectory(place)) {
      addTree(digest, place, place);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      Path top = jar.getPath("/");
      addTree(digest, top, top);
    }
  }

  /** Adds each file's name, length and content, so that no two different trees look the same. */
  private static void addTree(MessageDigest digest, Path root, Path tree) throws IOException {
    for (Path file : Trees.files(tree)) {
      String name = root.relativize(file).toString();
      if (addedByPackaging(name)) {
        continue;
      }
      byte[] content = Files.readAllBytes(file);
      digest.update((name + '\n' + content.length + '\n').getBytes(StandardCharsets.UTF_8));
      digest.update(content);
    }
  }

  /** A jar holds these beside the content of the directory that it was made from. */
  private static boolean addedByPackaging(String name) {
    return name.equals("META-INF/MANIFEST.MF") || name.startsWith("META-INF/maven/");
  }

  private static Path codeOf(Class<?> type) throws IOException {
    return Checkout.codeOf(type)
        .orElseThrow(() -> new IOException("no file holds the class " + type.getName()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
