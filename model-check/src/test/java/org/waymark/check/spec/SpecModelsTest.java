package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.waymark.check.Profile;

/** Holds the manifest of models to its promises; the layer {@code spec} runs them. */
class SpecModelsTest {

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
        if (model.violates() == null && model.module().startsWith("WriteCoordinator")) {
          checked.addAll(files.checks(model));
        }
      }
    }
    // A violated TypeOK is a mistake in the model, not in the protocol.
    checked.remove("TypeOK");

    assertThat(violated).isNotEmpty().isEqualTo(checked);
  }
}
