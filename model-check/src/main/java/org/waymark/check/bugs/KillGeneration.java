package org.waymark.check.bugs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.waymark.check.Checkout;
import org.waymark.cli.ExitCode;

/** Makes the kill table and its page anew, and writes them into the checkout. */
final class KillGeneration {
  static final Path TABLE =
      Path.of("model-check", "src", "main", "resources", "org", "waymark", "check", "bugs")
          .resolve("kills.json");
  static final Path PAGE = Path.of("model-check", "bugs.md");

  /** How many images one attack may take, if nobody says otherwise. */
  static final long MOST_IMAGES = 24_000;

  private final long most;
  private final List<String> names;
  private final Consumer<String> listener;
  private int wrong;

  /**
   * Prepares a generation.
   *
   * @param most how many images one attack may take
   * @param names the bugs whose rows are made anew; empty for all
   * @param listener is told of each row
   */
  KillGeneration(long most, List<String> names, Consumer<String> listener) {
    this.most = most;
    this.names = names;
    this.listener = listener;
  }

  /** Writes both; returns an exit code that says whether every bug was killed. */
  int write() throws IOException, InterruptedException {
    BugCatalogue bugs = BugCatalogue.ofImplementation();
    BugCatalogue simulator = BugCatalogue.ofSimulator();
    KillTable last = names.isEmpty() ? new KillTable(List.of(), List.of()) : KillTable.read();
    List<KillTable.Kill> kills = new ArrayList<>();
    List<KillTable.Hiding> hidings = new ArrayList<>();
    try (KillRun run = new KillRun(CrashKiller.class)) {
      for (SeededBug bug : bugs.toKill()) {
        if (chosen(bug)) {
          kill(run, bug, kills);
        } else {
          last.kill(bug.name()).ifPresent(kills::add);
        }
      }
      for (SeededBug bug : bugs.bugs()) {
        if (bug.equivalent() != null && chosen(bug)) {
          refute(run, bug);
        }
      }
      KillTable table = new KillTable(kills, List.of());
      for (SeededBug disk : simulator.bugs()) {
        if (chosen(disk)) {
          hide(run, disk, bugs, table, hidings);
        } else {
          last.hidings().stream()
              .filter(row -> row.bug().equals(disk.name()))
              .forEach(hidings::add);
        }
      }
    }
    KillTable table = new KillTable(kills, hidings);
    Path root = Checkout.find().orElseThrow(() -> new IOException("no checkout")).root();
    Files.writeString(root.resolve(TABLE), table.json());
    Files.writeString(root.resolve(PAGE), BugsPage.of(bugs, simulator, table));
    return wrong == 0 ? ExitCode.HELD : ExitCode.VIOLATED;
  }

  private boolean chosen(SeededBug bug) {
    return names.isEmpty() || names.contains(bug.name());
  }

  private void kill(KillRun run, SeededBug bug, List<KillTable.Kill> kills)
      throws IOException, InterruptedException {
    KillRun.Outcome outcome = run.weakest(bug, most);
    if (outcome.row().isPresent()) {
      KillTable.Kill row = outcome.row().get();
      kills.add(row);
      listener.accept(
          bug.name() + ": " + row.property() + ", " + row.profile() + ", images " + row.images());
    } else {
      wrong++;
      listener.accept(bug.name() + " SURVIVED; other properties violated: " + outcome.others());
    }
  }

  private void refute(KillRun run, SeededBug bug) throws IOException, InterruptedException {
    List<String> seen = run.refute(bug, most);
    wrong += seen.isEmpty() ? 0 : 1;
    listener.accept(
        bug.name() + (seen.isEmpty() ? ": nobody can tell" : " is NO equivalent: " + seen));
  }

  private void hide(
      KillRun run,
      SeededBug disk,
      BugCatalogue bugs,
      KillTable table,
      List<KillTable.Hiding> hidings)
      throws IOException, InterruptedException {
    String hides = String.valueOf(disk.hides());
    SeededBug hidden = bugs.named(hides).orElse(null);
    KillTable.Kill row = table.kill(hides).orElse(null);
    OptionalLong images =
        hidden == null || row == null ? OptionalLong.empty() : run.hidden(disk, hidden, row);
    if (images.isPresent()) {
      hidings.add(new KillTable.Hiding(disk.name(), hides, images.getAsLong()));
      listener.accept(disk.name() + ": hides " + hides);
    } else {
      wrong++;
      listener.accept(disk.name() + " does NOT hide " + hides);
    }
  }
}
