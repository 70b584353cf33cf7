package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs TLC over every model of the quick profile, and holds the manifest to its promises. */
class SpecModelsTest {

  @TestFactory
  Stream<DynamicTest> quickModels() throws IOException {
    return SpecRunner.models(Profile.QUICK).stream()
        .map(model -> DynamicTest.dynamicTest(model.cfg(), () -> runAndCheck(model)));
  }

  private static void runAndCheck(SpecModel model) throws IOException, InterruptedException {
    SpecResult result = SpecRunner.run(model);
    assertThat(result.verdict().good())
        .as(
            "%s: %s%n%s%nTo replay in spec/: %s",
            model.cfg(), result.verdict(), result.output(), result.replay())
        .isTrue();
  }

  @Test
  void everyBarrierHasASeededBugInTheQuickProfile() throws IOException {
    assertThat(SpecRunner.models(Profile.QUICK))
        .extracting(SpecModel::cfg)
        .contains("WriteCoordinator_bug_skip_fsync1", "WriteCoordinator_bug_skip_fsync2");
  }

  @Test
  void everyCheckOfTheMainModelIsViolatedBySomeBug() throws IOException {
    try (SpecFiles files = SpecFiles.extract()) {
      List<SpecModel> models = SpecFiles.manifest().models();
      SpecModel safety =
          models.stream()
              .filter(model -> model.cfg().equals("WriteCoordinator_safety"))
              .findFirst()
              .orElseThrow();
      // These four have no bug of their own: TypeOK guards the model itself, and what the others
      // say is broken only together with a check that is reported first.
      List<String> withoutBug =
          List.of("TypeOK", "NoFutureSnapshot", "NothingInvented", "HistoryOnlyGrows");
      assertThat(files.checks(safety))
          .containsAll(withoutBug)
          .allSatisfy(
              check ->
                  assertThat(models)
                      .as("models that violate %s", check)
                      .anyMatch(
                          model -> withoutBug.contains(check) || check.equals(model.violates())));
    }
  }
}
