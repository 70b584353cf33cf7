package org.waymark.check.bugs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.waymark.check.Check;
import org.waymark.check.Count;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;
import org.waymark.check.lincheck.LincheckOutcome;

/**
 * The layer {@code bugs}: kills every seeded bug again, as the kill table says, lets every bug of
 * the simulated disk hide its row, and lets Lincheck see those that need two threads.
 *
 * <p>Quick, with the seed that was quickest; otherwise with every seed of the row. The nightly run
 * also looks again for the weakest killing profile, which must be that of the row. Bugs that nobody
 * can tell are attacked too, beyond the quick profile. Of those for Lincheck, which take seconds
 * each, a quick run draws {@value #QUICK_RACES}.
 */
public final class BugsLayer implements Layer {
  private static final int THREADS = 2;

  /** How many times the images of its row a bug may take, and how many more, before it survives. */
  private static final int SLACK = 20;

  private static final long MORE_IMAGES = 3_000;

  /** How many images of each profile a bug must survive that nobody can tell. */
  private static final long REFUTATIONS = 2_000;

  /** How many bugs a quick run shows to Lincheck. */
  private static final int QUICK_RACES = 2;

  /** Where the bugs and the table come from. */
  interface Source {
    Material read() throws IOException;
  }

  /** What the layer holds together. */
  record Material(BugCatalogue bugs, BugCatalogue simulator, KillTable table) {}

  private final Source source;

  /** Reads the catalogue and the table that are shipped. */
  public BugsLayer() {
    this(
        () ->
            new Material(
                BugCatalogue.ofImplementation(), BugCatalogue.ofSimulator(), KillTable.read()));
  }

  BugsLayer(Source source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "bugs";
  }

  @Override
  public String checks() {
    return "seeded bugs of the implementation and of the simulated disk";
  }

  @Override
  public Duration budget(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofSeconds(90);
      case FULL -> Duration.ofMinutes(12);
      case NIGHTLY -> Duration.ofMinutes(45);
    };
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress)
      throws IOException, InterruptedException {
    Material material = source.read();
    BugCatalogue bugs = material.bugs();
    BugCatalogue simulator = material.simulator();
    KillTable table = material.table();
    // Says at once what is missing here, before any thread does.
    PatchedClasses.open().close();
    List<Callable<Check>> jobs = new ArrayList<>();
    // The longest first, so that no thread is left alone with one at the end.
    List<SeededBug> races = races(bugs, context);
    for (SeededBug bug : races) {
      Path directory = context.directory().resolve(bug.name());
      jobs.add(() -> see(bug, directory));
    }
    for (SeededBug bug : bugs.toKill()) {
      jobs.add(() -> kill(bug, table, context));
    }
    for (SeededBug bug : simulator.bugs()) {
      jobs.add(() -> hide(bug, bugs, table));
    }
    for (SeededBug bug : bugs.bugs()) {
      if (bug.equivalent() != null && context.profile().includes(Profile.FULL)) {
        jobs.add(() -> refute(bug));
      }
    }
    List<Check> checks = all(jobs, progress);
    List<String> failures =
        checks.stream().filter(check -> !check.held()).map(BugsLayer::told).toList();
    long killed = checks.stream().filter(Check::held).count();
    return LayerResult.judge(
            killed + " of " + jobs.size() + " seeded bugs as expected",
            List.of(
                new Count("bugs of the implementation", bugs.toKill().size(), 50),
                new Count("bugs of the simulated disk", simulator.bugs().size(), 12),
                new Count("bugs for Lincheck", races.size(), QUICK_RACES),
                new Count("bugs as expected", killed, jobs.size())),
            failures)
        .with(checks, List.of());
  }

  private static String told(Check check) {
    String name = check.name().substring(check.name().lastIndexOf(' ') + 1);
    return check.name() + ": " + check.explanation() + "\nwaymark bugs --run " + name;
  }

  private static List<Check> all(List<Callable<Check>> jobs, Progress progress)
      throws IOException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Check>> futures = jobs.stream().map(workers::submit).toList();
      List<Check> checks = new ArrayList<>();
      for (Future<Check> future : futures) {
        checks.add(future.get());
        progress.at(checks.size(), jobs.size(), "bugs");
      }
      return checks;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException environment) {
        throw environment;
      }
      throw new IllegalStateException("a kill run failed", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private static Check kill(SeededBug bug, KillTable table, LayerContext context)
      throws IOException, InterruptedException {
    String name = "killed › " + bug.name();
    KillTable.Kill row = table.kill(bug.name()).orElse(null);
    if (row == null) {
      return new Check(name, false, "it has no row in the kill table; waymark bugs --generate");
    }
    if (!row.property().equals(bug.property())) {
      String both = "the table says " + row.property() + ", the catalogue " + bug.property();
      return new Check(name, false, both);
    }
    long most = row.median() * SLACK + MORE_IMAGES;
    try (KillRun run = new KillRun(CrashKiller.class)) {
      for (long seed : seeds(context.profile(), row)) {
        Killer.Attack attack = run.again(bug, row, seed, most);
        if (!attack.killed()) {
          return new Check(name, false, survived(row, seed, attack));
        }
      }
      if (context.profile() == Profile.NIGHTLY) {
        Optional<KillTable.Kill> anew = run.weakest(bug, KillGeneration.MOST_IMAGES).row();
        if (anew.isEmpty() || anew.get().profile() != row.profile()) {
          return new Check(name, false, "the table says " + row.profile() + ", and now " + anew);
        }
      }
    }
    return new Check(name, true, row.property() + " violated on a disk of " + row.profile());
  }

  private static List<Long> seeds(Profile profile, KillTable.Kill row) {
    return profile == Profile.QUICK
        ? List.of(row.quickestSeed())
        : LongStream.rangeClosed(1, KillRun.SEEDS).boxed().toList();
  }

  private static String survived(KillTable.Kill row, long seed, Killer.Attack attack) {
    return "survived "
        + attack.images()
        + " images of "
        + row.profile()
        + ", seed "
        + seed
        + ": "
        + row.property()
        + " was never violated"
        + (attack.others().isEmpty() ? "" : ", but " + attack.others());
  }

  private static List<SeededBug> races(BugCatalogue bugs, LayerContext context) {
    List<SeededBug> races = new ArrayList<>(bugs.races());
    if (context.profile() == Profile.QUICK) {
      Collections.shuffle(races, new Random(context.seed()));
      return races.subList(0, Math.min(QUICK_RACES, races.size()));
    }
    return races;
  }

  private static Check see(SeededBug bug, Path directory) throws IOException, InterruptedException {
    try (RaceRun run = new RaceRun()) {
      Optional<LincheckOutcome> seen = run.kill(bug, directory);
      String told =
          seen.isEmpty()
              ? "survived Lincheck's target " + bug.target()
              : "seen by " + seen.get().job() + ", in run " + seen.get().invocations();
      return new Check("seen by Lincheck › " + bug.name(), seen.isPresent(), told);
    }
  }

  private static Check refute(SeededBug bug) throws IOException, InterruptedException {
    try (KillRun run = new KillRun(CrashKiller.class)) {
      List<String> seen = run.refute(bug, REFUTATIONS);
      String told = seen.isEmpty() ? "nobody can tell" : seen.get(0);
      return new Check("argued › " + bug.name(), seen.isEmpty(), told);
    }
  }

  private static Check hide(SeededBug disk, BugCatalogue bugs, KillTable table)
      throws IOException, InterruptedException {
    String name = "noticed › " + disk.name();
    SeededBug hidden = bugs.named(String.valueOf(disk.hides())).orElse(null);
    KillTable.Kill row = hidden == null ? null : table.kill(hidden.name()).orElse(null);
    if (hidden == null || row == null) {
      return new Check(name, false, "there is no row " + disk.hides());
    }
    try (KillRun run = new KillRun(CrashKiller.class)) {
      long seed = row.quickestSeed();
      Killer.Attack attack =
          run.again(disk.with(hidden), row, seed, KillRun.hidingImages(row, seed));
      return attack.killed()
          ? new Check(name, false, hidden.name() + " is killed all the same: " + attack.evidence())
          : new Check(name, true, hidden.name() + " survives on that disk");
    }
  }
}
