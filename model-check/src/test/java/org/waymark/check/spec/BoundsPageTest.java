package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page of bounds and the lane that widens them, on invented models. */
class BoundsPageTest {

  private final Map<String, String> configurations = new TreeMap<>();

  private TlcConfig config(SpecModel model) throws IOException {
    return TlcConfig.parse(configurations.getOrDefault(model.cfg(), ""));
  }

  private static SpecManifest manifest(SpecModel... models) {
    return new SpecManifest(List.of("LogProperties"), List.of(), List.of(models));
  }

  private SpecModel model(String cfg, String profile, String expectation, String configuration) {
    configurations.put(cfg, configuration);
    return Models.of(
        "{'cfg': '%s', 'module': 'LogProperties', 'profile': '%s', %s}"
            .formatted(cfg, profile, expectation));
  }

  @Test
  void aClaimStandsWithItsModelsAndItsTeeth() throws IOException {
    String page =
        BoundsPage.of(
            manifest(
                model(
                    "small",
                    "quick",
                    "'states': 7395, 'depth': 35, 'bounds': {'Txn': 2, 'MaxCrashes': 1}",
                    "CONSTANT Environment = {\"retry\", \"prune\"} INVARIANTS Dense Whole"),
                model(
                    "far",
                    "nightly",
                    "'simulate': {'traces': 20000, 'depth': 120}, 'bounds': {'Txn': 5}",
                    "INVARIANTS Dense Whole"),
                model("live", "full", "'states': 12, 'depth': 3", "PROPERTY Ends"),
                model("some", "full", "'samples': true", "PROPERTY Ends"),
                model("bug_a", "quick", "'violates': 'Dense'", ""),
                model("bug_b", "full", "'violates': 'Dense'", ""),
                model("reach_c", "full", "'violates': 'NoCrash'", "")),
            this::config);

    assertThat(page.substring(page.indexOf("\n## ")))
        .isEqualTo(
            """

            ## Dense, Whole

            | model | kind | bounds | switched on | seen | profile |
            | --- | --- | --- | --- | --: | --- |
            | `small` | exhaustive | MaxCrashes 1, Txn 2 | prune, retry | 7,395 states | quick |
            | `far` | simulation | Txn 5 |  | 20,000 behaviours of 120 steps | nightly |

            | claim of `Log` | shown to fail by |
            | --- | --- |
            | `Dense` | `bug_a`, `bug_b` |
            | `Whole` |  |

            ## Ends

            | model | kind | bounds | switched on | seen | profile |
            | --- | --- | --- | --- | --: | --- |
            | `live` | exhaustive |  |  | 12 states | full |
            | `some` | sampling |  |  |  | full |

            | claim of `Log` | shown to fail by |
            | --- | --- |
            | `Ends` |  |

            ## Situations that are reached

            | probe, which must be violated | in |
            | --- | --- |
            | `NoCrash` | `reach_c` |
            """);
  }

  private SpecModel base() {
    return model(
        "base",
        "full",
        "'states': 9, 'depth': 3, 'lane': true, 'bounds': {'Txn': 2, 'Max': 1}",
        "CONSTANTS Txn = {a, b} Max = 1 Environment = {\"retry\"} INVARIANTS P Q");
  }

  private SpecModel plus(String bound, String constants, String checks) {
    return model(
        "base_plus_" + bound,
        "nightly",
        "'states': 99, 'depth': 3",
        "CONSTANTS " + constants + " INVARIANTS " + checks);
  }

  private static final String RETRY = " Environment = {\"retry\"}";

  @Test
  void aLaneIsWholeWithOneTwinForEachBound() throws IOException {
    assertThat(
            BoundsLane.flaws(
                manifest(
                    base(),
                    plus("Txn", "Txn = {a, b, c} Max = 1" + RETRY, "Q P R"),
                    plus("Max", "Txn = {a, b} Max = 2" + RETRY, "P Q")),
                this::config))
        .isEmpty();
  }

  @Test
  void aModelThatIsNotMarkedNeedsNoTwins() throws IOException {
    assertThat(
            BoundsLane.flaws(
                manifest(model("m", "quick", "'states': 9, 'depth': 3", "CONSTANT Max = 1")),
                this::config))
        .isEmpty();
  }

  @Test
  void aTwinThatIsNoneIsNamed() throws IOException {
    String good = "Txn = {a, b, c} Max = 1";
    assertThat(flaw(good, "P Q")).isEqualTo("base_plus_Txn: has [], and base [retry]");
    assertThat(flaw(good + RETRY, "P"))
        .isEqualTo("base_plus_Txn: does not check all that base checks");
    assertThat(flaw("Txn = {a, b, c} Max = 2" + RETRY, "P Q"))
        .isEqualTo("base_plus_Txn: should have and has Max 1 and 2");
    assertThat(flaw("Txn = {a, b} Max = 1" + RETRY, "P Q"))
        .isEqualTo("base_plus_Txn: should have and has Txn 3 and 2");
  }

  private String flaw(String constants, String checks) throws IOException {
    List<String> flaws =
        BoundsLane.flaws(manifest(base(), plus("Txn", constants, checks)), this::config);
    assertThat(flaws).hasSize(2).first().isEqualTo("base_plus_Max: there is no such model");
    return flaws.get(1);
  }

  @Test
  void aTwinMustHoldAndRunAtNight() throws IOException {
    String larger = "CONSTANTS Txn = {a, b, c} Max = 1" + RETRY + " INVARIANTS P Q";
    SpecModel early = model("base_plus_Txn", "full", "'states': 99, 'depth': 3", larger);
    SpecModel violated = model("base_plus_Txn", "nightly", "'violates': 'P'", larger);

    assertThat(BoundsLane.flaws(manifest(base(), early), this::config))
        .contains("base_plus_Txn: is not nightly");
    assertThat(BoundsLane.flaws(manifest(base(), violated), this::config))
        .contains("base_plus_Txn: should hold");
  }
}
