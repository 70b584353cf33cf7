package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.check.Profile;
import org.waymark.check.spec.SpecModel.Kind;

/** What a manifest may say of a model, and what it may not. */
class SpecModelTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'states': 5, 'depth': 2                     | EXHAUSTIVE",
        "'states': 5, 'depth': 2, 'liveness': true   | EXHAUSTIVE",
        "'states': 5, 'depth': 2, 'lane': true       | EXHAUSTIVE",
        "'violates': 'Dense'                         | VIOLATED",
        "'violates': 'Dense', 'samples': true        | VIOLATED",
        "'violates': 'Dense', 'simulate': {'traces': 9, 'depth': 4} | VIOLATED",
        "'simulate': {'traces': 9, 'depth': 4}       | SIMULATION",
        "'samples': true                             | SAMPLING",
        "'liveness': true                            | OPEN"
      },
      quoteCharacter = '`')
  void anExpectationIsOfOneKind(String expectation, Kind kind) {
    assertThat(Models.quick(expectation).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'states': 5",
        "'depth': 5",
        "'violates': 'Dense', 'states': 5, 'depth': 2",
        "'simulate': {'traces': 9, 'depth': 4}, 'samples': true",
        "'simulate': {'traces': 9, 'depth': 4}, 'states': 5, 'depth': 2",
        "'simulate': {'traces': 0, 'depth': 4}",
        "'simulate': {'traces': 9, 'depth': 0}",
        "'violates': 'Dense', 'everyActionTaken': true",
        "'samples': true, 'lane': true"
      })
  void whatContradictsItselfIsRefused(String expectation) {
    assertThatThrownBy(() -> Models.quick(expectation))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'violates': 'Dense'                                 | true  | true",
        "'states': 49999, 'depth': 2                         | true  | true",
        "'states': 50000, 'depth': 2                         | false | false",
        "'states': 49999, 'depth': 2, 'liveness': true       | false | false",
        "'simulate': {'traces': 9, 'depth': 4}               | false | true",
        "'samples': true                                     | false | false"
      },
      quoteCharacter = '`')
  void whatSoonEndsTakesOneWorker(String expectation, boolean soon, boolean single) {
    assertThat(Models.quick(expectation).soonEnds()).isEqualTo(soon);
    assertThat(Models.quick(expectation).singleWorker()).isEqualTo(single);
  }

  private static SpecManifest manifest(String modules, String models) throws IOException {
    String json = "{'modules': [" + modules + "], 'explained': ['M'], 'models': [" + models + "]}";
    return SpecManifest.read(
        new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private static String model(String cfg, String module, String expectation) {
    return "{'cfg': '"
        + cfg
        + "', 'module': '"
        + module
        + "', 'profile': 'full'"
        + expectation
        + "}";
  }

  @Test
  void aManifestFindsItsModels() throws IOException {
    SpecManifest manifest =
        manifest(
            "'M', 'N'",
            model("a", "M", ", 'violates': 'P'") + "," + model("b", "N", ", 'samples': true"));

    assertThat(manifest.explained()).containsExactly("M");
    assertThat(manifest.model("b")).get().extracting(SpecModel::module).isEqualTo("N");
    assertThat(manifest.model("c")).isEmpty();
    assertThat(manifest.models(Profile.QUICK)).isEmpty();
    assertThat(manifest.models(Profile.NIGHTLY)).hasSize(2);
  }

  @Test
  void aManifestExpectsSomethingOfEachModelOfAModuleOfItsOwn() {
    String good = model("a", "M", ", 'violates': 'P'");

    assertThatThrownBy(() -> manifest("'M'", model("a", "M", "")))
        .hasMessageContaining("a: nothing is expected of it");
    assertThatThrownBy(() -> manifest("'M'", good + "," + good))
        .hasMessageContaining("a: two models of that name");
    assertThatThrownBy(() -> manifest("'M'", model("a", "N", ", 'violates': 'P'")))
        .hasMessageContaining("a: no module N");
    assertThatThrownBy(() -> manifest("'N'", "")).hasMessageContaining("no module: [M]");
  }

  @Test
  void aProfileIncludesTheCheaperOnes() {
    assertThat(Profile.FULL.includes(Profile.QUICK)).isTrue();
    assertThat(Profile.FULL.includes(Profile.FULL)).isTrue();
    assertThat(Profile.FULL.includes(Profile.NIGHTLY)).isFalse();
  }
}
