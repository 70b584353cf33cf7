package org.waymark.check.crash;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.waymark.LogDirectory;
import org.waymark.OperatingMode;
import org.waymark.WriteCoordinator;
import org.waymark.check.Table;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.CrashStates;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.SimDisk;
import org.waymark.check.history.HistoryEvent;

/**
 * How many images of a workload one core deals with in a second, and where the time goes: each row
 * does what the one before it does, and one thing more.
 *
 * <p>Measured is the processor's time of this thread, as others may use the machine, in rounds that
 * take all rows in turn; told is the median round. The first rounds warm up.
 */
final class Rates {
  private static final int MOST_IMAGES = 10_000;
  private static final int ROUNDS = 9;
  private static final int WARM_UP = 4;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final HistoryEvent POWER_LOSS =
      new HistoryEvent.Ended(Crash.Kind.POWER_LOSS.words());

  /** Something done with one image. */
  @FunctionalInterface
  private interface Work {
    void on(Left left) throws IOException;
  }

  private record Stage(String what, Work work) {}

  /** What a crash has left: on the disk, and with the clients. */
  private record Left(Supplier<DiskImage> onDisk, History history) {
    DiskImage image() {
      return onDisk.get();
    }
  }

  private final Setting setting;
  private final List<Left> all = new ArrayList<>();

  private Rates(Workload workload, CrashProfile profile) {
    this.setting = new Setting(workload, new Tally());
    LongSet known = new LongSet();
    Points collect =
        (run, where) -> {
          CrashStates states = run.disk().crashStates(profile);
          History after = run.history().then(POWER_LOSS);
          states.forEach(
              (hash, image, choices) -> {
                if (known.add(Mix.of(hash, after.demands()))) {
                  int[] kept = choices.clone();
                  all.add(new Left(() -> states.image(kept), after));
                }
                return all.size() < MOST_IMAGES;
              });
        };
    SimDisk disk = new SimDisk(DiskImage.EMPTY);
    new WorkloadRun(setting, disk, History.empty(), collect).live(workload.steps());
  }

  /**
   * Measures a workload's images, those of all its crash points.
   *
   * @param millis how long each row takes in each round
   */
  static Table measure(Workload workload, CrashProfile profile, long millis) throws IOException {
    Rates rates = new Rates(workload, profile);
    String what = rates.all.size() + " images of " + workload.name() + ", " + profile.name();
    return new Table(what, List.of("each is", "µs", "a second"), rates.rows(millis));
  }

  private List<List<String>> rows(long millis) throws IOException {
    List<Stage> stages =
        List.of(
            new Stage("put together", Left::image),
            new Stage("and recovered", left -> recover(left).close()),
            new Stage("and read back", this::readBack),
            new Stage("and judged, with what follows", this::live));
    double[][] nanos = new double[stages.size()][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int stage = 0; stage < stages.size(); stage++) {
        nanos[stage][round] = round(stages.get(stage).work(), millis);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (int stage = 0; stage < stages.size(); stage++) {
      double[] warm = Arrays.copyOfRange(nanos[stage], WARM_UP, ROUNDS);
      Arrays.sort(warm);
      double median = warm[warm.length / 2];
      String micros = String.format(Locale.ROOT, "%.2f", median / 1_000);
      String rate = String.format(Locale.ROOT, "%,.0f", TimeUnit.SECONDS.toNanos(1) / median);
      rows.add(List.of(stages.get(stage).what(), micros, rate));
    }
    return rows;
  }

  private double round(Work work, long millis) throws IOException {
    long begin = THREADS.getCurrentThreadCpuTime();
    long end = begin + TimeUnit.MILLISECONDS.toNanos(millis);
    long done = 0;
    long now;
    do {
      for (Left left : all) {
        work.on(left);
      }
      done += all.size();
      now = THREADS.getCurrentThreadCpuTime();
    } while (now < end);
    return (double) (now - begin) / done;
  }

  private LogDirectory recover(Left left) throws IOException {
    return LogDirectory.recover(new SimDisk(left.image()), setting.options(left.history().life()));
  }

  private void readBack(Left left) throws IOException {
    try (LogDirectory directory = recover(left)) {
      WriteCoordinator log =
          new WriteCoordinator(
              OperatingMode.NATIVE,
              directory.recoveredTip(),
              setting.workload().groupCommitMax(),
              directory);
      setting.clients().readFrom(1, log.history());
    }
  }

  private void live(Left left) {
    Points none = (run, where) -> {};
    SimDisk disk = new SimDisk(left.image());
    new WorkloadRun(setting, disk, left.history(), none).live(setting.workload().after());
  }

  /** Sees crash points of the first life, or of a life after one crash. */
  @FunctionalInterface
  private interface Points extends WorkloadRun.Points {
    @Override
    default void violated(WorkloadRun run) {
      throw new IllegalStateException("what is measured does not hold: " + run.violations());
    }

    @Override
    default int crashes() {
      return 0;
    }
  }
}
