package org.waymark.check.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read off modules and configurations. */
class SpecTextTest {

  @Test
  void readsTheConstantsOfAConfiguration() {
    assertThat(
            SpecText.constants(
                """
                \\* GroupMax = 99 is only a comment
                CONSTANTS
                  Txn = {t1,
                         t2}
                  Nobody = Nobody   \\* a model value
                SPECIFICATION Spec
                CONSTANT Seq <- BoundedSeq
                CHECK_DEADLOCK FALSE
                INVARIANT TypeOK
                """))
        .containsExactly(
            Map.entry("Txn", "{t1, t2}"),
            Map.entry("Nobody", "Nobody"),
            Map.entry("Seq", "<- BoundedSeq"));
    assertThat(SpecText.constants("SPECIFICATION Spec\n")).isEmpty();
  }

  @Test
  void findsTheSentenceAboveAProperty() throws IOException {
    assertThat(SpecText.sentence(Relay.spec(), "ToldIsThere"))
        .isEqualTo(
            "P1: who was told finds the page again, whatever happens to the disk and how often.");
    assertThat(SpecText.sentence(Relay.spec(), "Refinement")).isEqualTo("A Relay is a Ledger.");
    assertThat(SpecText.sentence(Relay.spec(), "FairSpec")).isEmpty();
    assertThat(SpecText.sentence(Relay.spec(), "NoSuchProperty")).isEmpty();
  }

  @Test
  void theFingerprintIsOfAllModulesAndTheOneConfiguration(@TempDir Path spec) throws IOException {
    Path module = Files.writeString(spec.resolve("A.tla"), "a");
    Path cfg = Files.writeString(spec.resolve("A.cfg"), "c");
    String before = SpecText.fingerprint(spec, cfg);

    Files.writeString(spec.resolve("other.cfg"), "o");
    assertThat(SpecText.fingerprint(spec, cfg)).isEqualTo(before).hasSize(64);
    Files.writeString(module, "b");
    String changed = SpecText.fingerprint(spec, cfg);
    assertThat(changed).isNotEqualTo(before);
    Files.writeString(cfg, "d");
    assertThat(SpecText.fingerprint(spec, cfg)).isNotEqualTo(changed).isNotEqualTo(before);
  }
}
