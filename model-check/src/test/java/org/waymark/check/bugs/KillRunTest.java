package org.waymark.check.bugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.check.bugs.KillTable.Kill;

/** Goal: only the named property kills, and what goes wrong in the tool is no evidence. */
class KillRunTest {
  private static final Kill ROW = new Kill("skip_fsync2", "P1", KillProfile.DROP, List.of(100L));

  private KillRun run;

  @BeforeEach
  void open() throws IOException {
    run = new KillRun(CrashKiller.class);
  }

  @AfterEach
  void close() throws IOException {
    run.close();
  }

  private static SeededBug bug(String name) throws IOException {
    return BugCatalogue.ofImplementation().named(name).orElseThrow();
  }

  @Test
  void theNamedPropertyKills() throws Exception {
    Killer.Attack attack = run.again(bug("skip_fsync2"), ROW, 1, 1_000);
    assertThat(attack.killed()).isTrue();
    assertThat(attack.evidence()).startsWith("P1 violated");
  }

  @Test
  void anotherPropertyIsNoKill() throws Exception {
    Kill wrong = new Kill("skip_fsync2", "P13", KillProfile.DROP, List.of(100L));
    Killer.Attack attack = run.again(bug("skip_fsync2"), wrong, 1, 300);
    assertThat(attack.killed()).isFalse();
    assertThat(attack.others()).contains("P1");
  }

  @Test
  void aKindDiskHidesABug() throws Exception {
    SeededBug keeping =
        BugCatalogue.ofSimulator().named("power_loss_keeps_the_cache").orElseThrow();
    SeededBug bug = bug("skip_fsync2");
    assertThat(run.hidden(keeping, bug, ROW)).isPresent();
    SeededBug unrelated = BugCatalogue.ofSimulator().named("no_tears").orElseThrow();
    assertThat(run.hidden(unrelated, bug, ROW)).isEmpty();
  }

  /** A killer that fails. */
  public static final class Broken implements Killer {
    /** Made by its name. */
    public Broken() {}

    @Override
    public Attack attack(KillProfile profile, String property, long seed, long most) {
      throw new IllegalArgumentException("no such luck");
    }
  }

  @Test
  void aKillerThatFailsIsNoEvidence() throws Exception {
    try (KillRun broken = new KillRun(Broken.class)) {
      SeededBug bug = bug("skip_fsync2");
      assertThatThrownBy(() -> broken.again(bug, ROW, 1, 10))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no evidence")
          .hasMessageContaining("no such luck");
    }
  }

  @Test
  void aBugThatBreaksTheSourceIsNoEvidence() throws Exception {
    SeededBug bug = bug("skip_fsync2");
    SeededBug broken =
        new SeededBug(
            0,
            "broken",
            "…",
            List.of(
                new SeededBug.Replacement(
                    bug.patch().get(0).file(), bug.patch().get(0).before(), List.of("nonsense"))),
            "P1",
            null,
            null,
            null,
            null);
    assertThatThrownBy(() -> run.again(broken, ROW, 1, 10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not compile");
  }
}
