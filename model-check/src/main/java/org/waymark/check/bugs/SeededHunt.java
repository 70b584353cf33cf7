package org.waymark.check.bugs;

import java.io.IOException;

/** The hunt for one seeded bug with a seed of one's own: what shows that crashes find mistakes. */
public final class SeededHunt {

  /** How many times the images of its row a bug may take, and how many more, before it survives. */
  private static final int SLACK = 20;

  private static final long MORE_IMAGES = 3_000;

  private SeededHunt() {}

  /**
   * Compiles the bug aside, and attacks it in the profile that its row in the kill table names.
   *
   * @param bug a bug that has a row
   * @param seed where all randomness comes from
   * @throws IOException if there is no compiler, or these classes do not run from a checkout; the
   *     message names the mend
   * @throws IllegalArgumentException if no bug of this name has a row
   */
  public static Killer.Attack run(String bug, long seed) throws IOException, InterruptedException {
    KillTable.Kill row =
        KillTable.read()
            .kill(bug)
            .orElseThrow(() -> new IllegalArgumentException("no row in the kill table: " + bug));
    SeededBug seeded = BugCatalogue.ofImplementation().named(bug).orElseThrow();
    try (KillRun run = new KillRun(CrashKiller.class)) {
      return run.again(seeded, row, seed, row.median() * SLACK + MORE_IMAGES);
    }
  }
}
