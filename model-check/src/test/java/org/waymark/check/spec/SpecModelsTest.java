package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.waymark.check.Profile;

/** Holds the manifest of models to its promises; the layer {@code spec} runs them. */
class SpecModelsTest {

  private static final Pattern ABSTRACT = Pattern.compile("Commit\\w+|Groups");

  @Test
  void everyBarrierHasASeededBugInTheQuickProfile() throws IOException {
    assertThat(SpecRunner.models(Profile.QUICK))
        .extracting(SpecModel::cfg)
        .contains("WriteCoordinator_bug_skip_fsync1", "WriteCoordinator_bug_skip_fsync2");
  }

  @Test
  void everyCheckOfTheProtocolIsViolatedBySomeBug() throws IOException {
    List<SpecModel> models = SpecFiles.manifest().models();
    Set<String> violated =
        models.stream()
            .filter(model -> model.cfg().contains("_bug_"))
            .map(model -> Objects.requireNonNull(model.violates(), model.cfg()))
            .collect(Collectors.toSet());
    Set<String> checked = new HashSet<>();
    try (SpecFiles files = SpecFiles.extract()) {
      for (SpecModel model : models) {
        // The abstract modules and the core's conjuncts have tests of their own kind.
        if (model.violates() == null && !ABSTRACT.matcher(model.module()).matches()) {
          checked.addAll(files.config(model).checks());
        }
      }
    }
    // A violated TypeOK is a mistake in the model, not in the protocol.
    checked.remove("TypeOK");

    assertThat(checked).isNotEmpty();
    assertThat(violated).containsAll(checked);
  }

  @Test
  void theManifestAndTheConfigurationsAgreeOnTheBounds() throws IOException {
    try (SpecFiles files = SpecFiles.extract()) {
      for (SpecModel model : SpecFiles.manifest().models()) {
        assertThat(files.config(model).difference(model.bounds())).as(model.cfg()).isEmpty();
      }
    }
  }

  @Test
  void everyLaneIsWhole() throws IOException {
    try (SpecFiles files = SpecFiles.extract()) {
      assertThat(BoundsLane.flaws(SpecFiles.manifest(), files::config)).isEmpty();
    }
  }

  @Test
  void thePageOfBoundsIsTheOneThatTheModelsGive() throws IOException {
    try (SpecFiles files = SpecFiles.extract();
        InputStream committed = SpecFiles.class.getResourceAsStream("/spec/bounds.md")) {
      assertThat(Objects.requireNonNull(committed, "spec/bounds.md"))
          .as("waymark spec bounds > spec/bounds.md")
          .hasContent(BoundsPage.of(SpecFiles.manifest(), files::config));
    }
  }
}
