package org.waymark.check.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.check.Checkout;
import org.waymark.check.bugs.KillTable.Hiding;
import org.waymark.check.bugs.KillTable.Kill;

/** Goal: the page says what the catalogue and the table say, and every bug is in the table. */
class BugsPageTest {

  @Test
  void theCommittedPageIsTheGeneratedOne() throws IOException {
    Path root = Checkout.find().orElseThrow().root();
    assertThat(Files.readString(root.resolve(KillGeneration.PAGE)))
        .isEqualTo(
            BugsPage.of(
                BugCatalogue.ofImplementation(), BugCatalogue.ofSimulator(), KillTable.read()));
    assertThat(Files.readString(root.resolve(KillGeneration.TABLE)))
        .isEqualTo(KillTable.read().json());
  }

  @Test
  void everyBugThatMustBeKilledHasARow() throws IOException {
    KillTable table = KillTable.read();
    assertThat(table.kills())
        .extracting(kill -> kill.bug() + " " + kill.property())
        .containsExactlyElementsOf(
            BugCatalogue.ofImplementation().toKill().stream()
                .map(bug -> bug.name() + " " + bug.property())
                .toList());
    assertThat(table.kills()).allMatch(kill -> kill.images().size() == KillRun.SEEDS);
    assertThat(table.hidings())
        .extracting(hiding -> hiding.bug() + " " + hiding.row())
        .containsExactlyElementsOf(
            BugCatalogue.ofSimulator().bugs().stream()
                .map(bug -> bug.name() + " " + bug.hides())
                .toList());
  }

  @Test
  void aRowSaysWhatKillsAndHowSoon() {
    List<SeededBug.Replacement> patch =
        List.of(new SeededBug.Replacement("A.java", List.of("a"), List.of("b")));
    SeededBug lost = new SeededBug(2, "lost", "All is lost.", patch, "P1", null, null, null, null);
    SeededBug same =
        new SeededBug(0, "same", "All is well.", patch, null, null, "Who cares.", null, null);
    SeededBug kind =
        new SeededBug(0, "kind", "All is kept.", patch, null, null, null, null, "lost");
    KillTable table =
        new KillTable(
            List.of(new Kill("lost", "P1", KillProfile.KEEP_ALL, List.of(9L, 1L, 4L))),
            List.of(new Hiding("kind", "lost", 77)));
    assertThat(
            BugsPage.of(
                new BugCatalogue(List.of(lost, same)), new BugCatalogue(List.of(kind)), table))
        .contains("| **2** `lost` | All is lost. | P1 | keep-all | 4 |\n")
        .contains("| `kind` | All is kept. | `lost` | 77 |\n")
        .contains("| `same` | All is well. | Who cares. |\n");
  }
}
