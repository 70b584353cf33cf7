package org.waymark.check.crash.failure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waymark.check.counterexample.CounterexampleFile;
import org.waymark.check.crash.Failure;
import org.waymark.check.crash.FailureReporter;
import org.waymark.check.crash.Tale;

/** Reports failures as stories, timelines and bundles. */
public final class Failures implements FailureReporter {
  private static final int WIDTH = 100;

  /** For {@link java.util.ServiceLoader}. */
  public Failures() {}

  @Override
  public List<String> report(List<Failure> failures, Path directory) throws IOException {
    Map<String, Failure> first = new TreeMap<>();
    failures.forEach(one -> first.putIfAbsent(one.violations().get(0).property(), one));
    List<String> stories = new ArrayList<>();
    for (Failure failure : first.values()) {
      stories.add(report(failure, directory));
    }
    return stories;
  }

  /**
   * Makes a failure smaller and writes {@code crash-PROPERTY.json}, which {@code waymark replay}
   * runs again, and {@code crash-PROPERTY.html} into a directory, which is made if need be.
   *
   * @return the story; its last line is the command that runs it again
   * @throws IOException if a file cannot be written
   */
  static String report(Failure failure, Path directory) throws IOException {
    Failure small = Shrinker.shrink(failure);
    Tale tale = small.crashCase().run();
    if (tale.violations().isEmpty()) {
      throw new IllegalStateException(
          "the run is no function of its description: it does not fail again: " + failure);
    }
    CrashBundle bundle = CrashBundle.of(small.crashCase(), tale);
    Files.createDirectories(directory);
    Path file = directory.resolve("crash-" + bundle.property() + ".json");
    String command = CounterexampleFile.replay(file);
    JsonMapper.builder()
        .build()
        .writerWithDefaultPrettyPrinter()
        .writeValue(file.toFile(), bundle.json());
    Files.writeString(
        directory.resolve("crash-" + bundle.property() + ".html"), bundle.html(command));
    return bundle.text(WIDTH, command);
  }
}
