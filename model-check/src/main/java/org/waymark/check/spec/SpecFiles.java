package org.waymark.check.spec;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.waymark.check.Trees;

/**
 * A private copy of {@code spec/} in a temporary directory, because TLC reads files and leaves some
 * behind. Closing removes it with everything TLC left. Runs may share it; the rest is for one
 * thread.
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
        // TLC's server and workers look for it beside the module.
        Files.copy(files.path(model), files.directory.resolve(model.cfg() + ".cfg"));
      }
      return files;
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /** The path of the model's configuration below {@code spec/}. */
  public static String cfg(SpecModel model) {
    return "models/" + model.cfg() + ".cfg";
  }

  /** The directory that plays {@code spec/}; TLC runs in it. */
  public Path directory() {
    return directory;
  }

  /** Whether the steps of a module can be told with their parameters. */
  boolean explains(String module) {
    return manifest.explained().contains(module);
  }

  /** What the model's configuration says. */
  TlcConfig config(SpecModel model) throws IOException {
    return TlcConfig.parse(Files.readString(path(model)));
  }

  /** Adds a configuration of somebody's own; returns the model that it makes with a module. */
  SpecModel add(Path cfg, String module) throws IOException {
    String name = cfg.getFileName().toString().replaceFirst("\\.cfg$", "");
    SpecModel model = SpecModel.open(name, module);
    Files.copy(cfg, path(model), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(cfg, directory.resolve(name + ".cfg"), StandardCopyOption.REPLACE_EXISTING);
    return model;
  }

  private Path path(SpecModel model) {
    return directory.resolve(cfg(model));
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
    Trees.delete(directory);
  }
}
