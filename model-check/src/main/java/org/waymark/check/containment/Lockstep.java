package org.waymark.check.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.waymark.check.containment.Step.Kind;
import org.waymark.check.disk.DiskImage;
import org.waymark.disk.FileDisk;

/**
 * One sequence of steps, carried out on a real {@link FileDisk} in an ext4 file system and on the
 * simulated disk, while snapshots of the device are taken.
 *
 * @param kind the file system
 * @param steps what was done
 * @param twin the simulated disk, with its moments
 * @param snapshots what the device had received when
 * @param disagreements what a process saw differently on the two disks
 */
record Lockstep(
    Ext4 kind, List<Step> steps, Twin twin, List<Snapshot> snapshots, List<String> disagreements) {

  /** Steps during which the machine may be at work on the same file. */
  private static final Set<Kind> OVERLAPPABLE =
      EnumSet.of(Kind.WRITE, Kind.TRUNCATE, Kind.PREALLOCATE, Kind.FORCE, Kind.FORCE_DIRECTORY);

  /**
   * Runs a sequence.
   *
   * @param empty an empty file system of this kind, which is copied
   * @param directory where the copy lies
   * @param seed decides what overlaps
   */
  static Lockstep run(
      RootShell shell,
      Path empty,
      Path directory,
      Ext4 kind,
      List<Step> steps,
      long seed,
      Twin.Kindness kindness)
      throws IOException {
    Twin twin = new Twin(kindness);
    List<String> disagreements = new ArrayList<>();
    try (LoopFileSystem real = LoopFileSystem.mount(shell, empty, directory, kind)) {
      FileDisk disk = FileDisk.openOrCreate(real.log());
      AtomicInteger phase = new AtomicInteger();
      DeviceRecorder recorder = new DeviceRecorder(real.backing(), real.device(), phase::get);
      try (recorder;
          Hands hands = new Hands(disk)) {
        recorder.start();
        new Run(real, recorder, hands, twin, phase, disagreements, new SplittableRandom(seed))
            .all(steps);
      }
      compareContents(real.log(), twin.cached(), disagreements);
      return new Lockstep(kind, steps, twin, recorder.taken(), disagreements);
    }
  }

  /** The parts of a run while it lasts. */
  private record Run(
      LoopFileSystem real,
      DeviceRecorder recorder,
      Hands hands,
      Twin twin,
      AtomicInteger phase,
      List<String> disagreements,
      SplittableRandom random) {

    void all(List<Step> steps) throws IOException {
      Step underWay = null;
      for (Step step : steps) {
        if (underWay != null && !OVERLAPPABLE.contains(step.kind())) {
          real.end(underWay);
          underWay = null;
        }
        String expected = twin.apply(step);
        phase.incrementAndGet();
        if (step.kind().isPressure()) {
          real.begin(step);
        } else {
          compare(step, expected, hands.apply(step));
        }
        phase.incrementAndGet();
        underWay = endMaybe(step, underWay);
        recorder.snap();
      }
      if (underWay != null) {
        real.end(underWay);
        recorder.snap();
      }
    }

    private @Nullable Step endMaybe(Step step, @Nullable Step underWay) throws IOException {
      if (underWay != null) {
        real.end(underWay);
        return null;
      }
      if (step.kind().isPressure() && random.nextBoolean()) {
        return step;
      }
      if (step.kind().isPressure()) {
        real.end(step);
      }
      return null;
    }

    private void compare(Step step, String expected, String seen) {
      if (!expected.equals(seen)) {
        disagreements.add(
            "after " + step + " the simulator shows " + expected + ", the real disk " + seen);
      }
    }
  }

  private static void compareContents(Path log, DiskImage cached, List<String> disagreements)
      throws IOException {
    for (String name : cached.names()) {
      byte[] bytes = Files.readAllBytes(log.resolve(name));
      if (!DiskImage.EMPTY
          .with(name, bytes)
          .equals(DiskImage.EMPTY.with(name, cached.bytes(name)))) {
        disagreements.add("at the end " + name + " reads differently on the two disks");
      }
    }
  }

  /** Returns the same run beside another simulated disk, which has had the same steps. */
  Lockstep with(Twin other) {
    return new Lockstep(kind, steps, other, snapshots, disagreements);
  }

  /** Returns the first steps of the sequence, numbered, one a line. */
  String story(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("    ").append(i + 1).append(". ").append(steps.get(i)).append('\n');
    }
    return lines.toString();
  }
}
