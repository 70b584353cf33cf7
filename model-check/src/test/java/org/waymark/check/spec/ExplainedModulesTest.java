package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waymark.check.ChildJvm;
import org.waymark.check.Profile;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Main;

/**
 * A seeded bug of each module that calls itself explained is told with lanes and parameters, and
 * the command at the end of the story finds that it still is a failure.
 */
class ExplainedModulesTest {

  @TempDir private Path directory;

  static List<SpecModel> bugs() throws IOException {
    SpecManifest manifest = SpecFiles.manifest();
    return manifest.explained().stream().map(module -> bug(manifest, module)).toList();
  }

  private static SpecModel bug(SpecManifest manifest, String module) {
    Stream<SpecModel> bugs =
        manifest.models(Profile.QUICK).stream()
            .filter(model -> model.module().equals(module) && model.violates() != null)
            .filter(model -> !model.liveness() && !model.isRandom());
    return bugs.findFirst().orElseThrow(() -> new AssertionError("no bug of " + module));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void itsStoryIsExplainedAndCanBeReplayed(SpecModel bug) throws Exception {
    String story = story(bug);
    assertThat(story).contains(bug.violates() + ", ").doesNotContain("note:", "in the words of");

    String command = story.substring(story.lastIndexOf('\n') + 1);
    String file = command.replaceFirst("^waymark replay ", "").replaceAll("^'|'$", "");
    Path told = directory.resolve("told.txt");
    int code =
        ChildJvm.of(Main.class, "replay", file, "--check", "--width", "120")
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start()
            .waitFor();

    assertThat(told)
        .content()
        .startsWith("Still a failure.\nThe specification is the one that it was found in.\n")
        .contains("each step is one of its actions.\n" + bug.violates() + " ")
        .endsWith(story.substring(story.indexOf("violated:")) + " --check\n");
    assertThat(code).isEqualTo(ExitCode.VIOLATED);
  }

  private static String story(SpecModel bug) throws Exception {
    try (SpecFiles files = SpecFiles.extract()) {
      SpecRunner runner = new SpecRunner(files, TlcOptions.USUAL, /* tellExpected= */ true);
      return runner.run(bug, progress -> {}).report();
    }
  }
}
