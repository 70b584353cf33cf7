package org.waymark.check.bugs;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The page {@code model-check/bugs.md}: each seeded bug with what kills it, or why nothing does.
 * Written from the catalogue and the kill table, so that no number in it is typed.
 */
final class BugsPage {

  private static final String HEAD =
      """
      # Seeded bugs, and what kills them

      Generated from the catalogue and the last kill run: `waymark bugs --generate`. A test holds this page
      against them, and the layer `bugs` kills each row again.

      A seeded bug is an exact replacement of shipped source, compiled aside. It is *killed* when the history of a
      log on the simulated disk violates the property named here, as the oracle judges it; a compile error or an
      exception of the tool is no evidence. The *weakest profile* is the kindest disk on which each of %d seeds
      shows it; *images* is the median number of disk images opened and judged until then. Bold numbers are
      those of the fault model's list.

      | profile | what the disk does |
      | --- | --- |
      | live | no crash: used, closed, opened, read |
      | drop | power losses that keep nothing unforced |
      | process | the process dies and the cache stays; also power losses |
      | keep-all | power losses after everything had reached the medium |
      | ordered, per-file | power losses that keep a prefix of all operations, of each file's |
      | page4k, sector512 | any of the unforced pages or sectors |
      | torn | sectors torn at any byte |
      | failing | an operation fails; of a failed force nothing survives, or any part, and its pages are clean; with crashes as in process |
      | full | writes come short, and there is no space; with crashes as in sector512 |
      | loop | dozens of openings crash in a row, with the log's own threads and all of the above |
      | usurper | as loop; the lock is removed under a living log, and another opens |
      | media | the medium changes or loses what had been forced |
      | histories | no disk: drawn histories of transactions, of which the validator decides; *images* are histories |
      | front | as histories, admitted by a whole coordinator with pending groups, leases, pruning and openings |
      """;

  private final StringBuilder page = new StringBuilder();
  private final KillTable table;

  private BugsPage(KillTable table) {
    this.table = table;
  }

  /** Writes the page. */
  static String of(BugCatalogue implementation, BugCatalogue simulator, KillTable table) {
    return new BugsPage(table).write(implementation.bugs(), simulator.bugs());
  }

  private String write(List<SeededBug> implementation, List<SeededBug> simulator) {
    page.append(HEAD.formatted(KillRun.SEEDS));
    killed(implementation);
    hiding(simulator);
    races(implementation);
    section("Nobody can tell", "An argument, and a patch that no run has killed.");
    implementation.stream().filter(bug -> bug.equivalent() != null).forEach(this::equivalent);
    section("Held elsewhere", "These are not about storage, or lie below the disk's seam.");
    implementation.stream().filter(bug -> bug.elsewhere() != null).forEach(this::elsewhere);
    return page.toString();
  }

  private void section(String title, String sentence) {
    page.append("\n## ").append(title).append("\n\n").append(sentence).append("\n\n");
    page.append("| bug | what is wrong | why |\n| --- | --- | --- |\n");
  }

  private void killed(List<SeededBug> bugs) {
    page.append("\n## Killed\n\n");
    page.append("| bug | what is wrong | property | weakest profile | images |\n");
    page.append("| --- | --- | --- | --- | --: |\n");
    for (SeededBug bug : bugs) {
      table.kill(bug.name()).ifPresent(kill -> row(bug, kill));
    }
  }

  private void row(SeededBug bug, KillTable.Kill kill) {
    page.append("| ").append(name(bug)).append(" | ").append(bug.sentence());
    page.append(" | ").append(kill.property()).append(" | ").append(kill.profile());
    page.append(" | ").append(kill.median()).append(" |\n");
  }

  private void hiding(List<SeededBug> bugs) {
    page.append("\n## Bugs of the simulated disk\n\n");
    page.append(
        "Each makes the disk kinder than real ones; on such a disk the row named survives.\n\n");
    page.append("| bug | what is wrong | row that survives | images survived |\n");
    page.append("| --- | --- | --- | --: |\n");
    for (SeededBug bug : bugs) {
      page.append("| ").append(name(bug)).append(" | ").append(bug.sentence()).append(" | ");
      page.append(
          table.hidings().stream()
              .filter(hiding -> hiding.bug().equals(bug.name()))
              .map(hiding -> "`" + hiding.row() + "` | " + hiding.images())
              .collect(Collectors.joining()));
      page.append(" |\n");
    }
  }

  private void races(List<SeededBug> bugs) {
    page.append("\n## Seen by Lincheck\n\n");
    page.append("These need two threads, and no disk. With each of them the target named is not\n");
    page.append("linearizable any more, or hangs; the full profile of the layer `bugs` shows it\n");
    page.append("again, a quick one draws some.\n\n");
    page.append("| bug | what is wrong | target |\n| --- | --- | --- |\n");
    for (SeededBug bug : bugs) {
      if (bug.target() != null) {
        page.append("| ").append(name(bug)).append(" | ").append(bug.sentence());
        page.append(" | ").append(bug.target()).append(" |\n");
      }
    }
  }

  private void equivalent(SeededBug bug) {
    page.append("| ").append(name(bug)).append(" | ").append(bug.sentence()).append(" | ");
    page.append(bug.equivalent()).append(" |\n");
  }

  private void elsewhere(SeededBug bug) {
    page.append("| ").append(name(bug)).append(" | ").append(bug.sentence()).append(" | ");
    page.append(bug.elsewhere()).append(" |\n");
  }

  private static String name(SeededBug bug) {
    return bug.number() == 0
        ? "`" + bug.name() + "`"
        : "**" + bug.number() + "** `" + bug.name() + "`";
  }
}
