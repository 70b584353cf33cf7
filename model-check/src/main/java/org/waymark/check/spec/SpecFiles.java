package org.waymark.check.spec;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A private copy of {@code spec/} in a temporary directory, because TLC reads files and leaves some
 * behind. Closing removes it with everything TLC left. Not thread-safe.
 */
public final class SpecFiles implements AutoCloseable {

  private static final String ROOT = "/spec/";

  private final Path directory;
  private final SpecManifest manifest;

  private SpecFiles(Path directory, SpecManifest manifest) {
    this.directory = directory;
    this.manifest = manifest;
  }

  /** Reads the manifest that is packaged with this class. */
  static SpecManifest manifest() throws IOException {
    try (InputStream json = open("models/manifest.json")) {
      return SpecManifest.read(json);
    }
  }

  /** Copies all modules and configurations that the manifest names. */
  public static SpecFiles extract() throws IOException {
    SpecFiles files = new SpecFiles(Files.createTempDirectory("waymark-spec-"), manifest());
    try {
      Files.createDirectory(files.directory.resolve("models"));
      for (String module : files.manifest.modules()) {
        files.copy(module + ".tla");
      }
      for (SpecModel model : files.manifest.models()) {
        files.copy(cfg(model));
      }
      return files;
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /** The path of the model's configuration below {@code spec/}. */
  static String cfg(SpecModel model) {
    return "models/" + model.cfg() + ".cfg";
  }

  /** The directory that plays {@code spec/}; TLC runs in it. */
  public Path directory() {
    return directory;
  }

  /** The properties that the model's configuration names. */
  List<String> checks(SpecModel model) throws IOException {
    return TlcConfig.checks(Files.readString(directory.resolve(cfg(model))));
  }

  private void copy(String name) throws IOException {
    try (InputStream in = open(name)) {
      Files.copy(in, directory.resolve(name));
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = SpecFiles.class.getResourceAsStream(ROOT + name);
    if (in == null) {
      throw new FileNotFoundException(ROOT + name + " is not packaged with the checker");
    }
    return in;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
