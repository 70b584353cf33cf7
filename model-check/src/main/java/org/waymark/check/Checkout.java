package org.waymark.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * The working copy that the running classes were built in.
 *
 * @param root its top directory
 */
public record Checkout(Path root) {

  /** Finds the checkout around these classes; empty if they run from somewhere else. */
  public static Optional<Checkout> find() {
    Path inside = Path.of("model-check", "target");
    return codeOf(Checkout.class)
        .filter(code -> code.getNameCount() > 3)
        .filter(code -> code.resolve("..").normalize().endsWith(inside))
        .map(code -> code.resolve(Path.of("..", "..", "..")).normalize())
        .filter(root -> Files.isRegularFile(root.resolve("pom.xml")))
        .map(Checkout::new);
  }

  /** Returns the jar or directory that a class was loaded from; empty if it is none. */
  public static Optional<Path> codeOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI()).toRealPath());
    } catch (URISyntaxException | IOException | IllegalArgumentException noFile) {
      return Optional.empty();
    }
  }

  /** Returns where verification keeps its records and what is left of failures. */
  public Path output() {
    return root.resolve(Path.of("model-check", "target", "waymark-verify"));
  }

  /** Returns the commit, with {@code +changes} if the working copy differs; empty without git. */
  public Optional<String> commit() {
    return git("rev-parse", "HEAD")
        .map(head -> git("status", "--porcelain").orElse("").isEmpty() ? head : head + "+changes");
  }

  private Optional<String> git(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (InputStream out = git.getInputStream()) {
        String text = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? Optional.of(text) : Optional.empty();
      }
    } catch (IOException noGit) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
