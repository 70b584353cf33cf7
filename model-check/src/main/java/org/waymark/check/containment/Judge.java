package org.waymark.check.containment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.waymark.check.containment.Twin.Moment;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.DiskImage;

/**
 * Compares what power losses leave on a real device with what the simulator allows.
 *
 * <p>A snapshot of an idle device must be one of the states with whole sectors, of some moment that
 * the snapshot may be of; on a busy one a sector may be torn. Used by one thread.
 */
final class Judge {
  /** For a device that was at work: sectors may be torn, and sizes lie between. */
  private static final CrashProfile TORN =
      new CrashProfile(
          "torn and growing",
          CrashProfile.Order.ANY,
          512,
          /* torn= */ true,
          /* garbageHoles= */ false,
          /* bytesAround= */ false,
          /* sizesBetween= */ true);

  private final CrashMount machine;
  private final ContainmentCounts counts;

  Judge(CrashMount machine, ContainmentCounts counts) {
    this.machine = machine;
    this.counts = counts;
  }

  /**
   * Judges a run: its snapshots in random order, and as many devices that reordered their writes.
   *
   * @param seed decides the order and what the device reorders
   * @param goOn is asked before each state whether there is time for it
   * @return what lies outside the simulator's states, in paragraphs; at most one
   */
  List<String> judge(Lockstep run, long seed, BooleanSupplier goOn) throws IOException {
    machine.forget();
    counts.sequences++;
    counts.steps += run.steps().size();
    if (!run.disagreements().isEmpty()) {
      return run.disagreements();
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<Snapshot> chosen = new ArrayList<>(run.snapshots());
    chosen.addAll(reordered(run.snapshots(), random));
    for (int i = chosen.size() - 1; i > 0; i--) {
      Collections.swap(chosen, i, random.nextInt(i + 1));
    }
    return judge(run, chosen, goOn);
  }

  /** Judges snapshots of a run, in this order, up to the first that lies outside. */
  List<String> judge(Lockstep run, List<Snapshot> chosen, BooleanSupplier goOn) throws IOException {
    for (Snapshot snapshot : chosen) {
      if (!goOn.getAsBoolean()) {
        break;
      }
      Optional<String> outside = judge(run, snapshot);
      if (outside.isPresent()) {
        return List.of(outside.get());
      }
    }
    return List.of();
  }

  /**
   * Returns what devices with a volatile cache would have kept: any of the sectors received since a
   * snapshot after which no flush has completed.
   */
  private static List<Snapshot> reordered(List<Snapshot> taken, SplittableRandom random) {
    List<Snapshot> mixed = new ArrayList<>();
    for (int later = 1, earlier = 0; later < taken.size(); later++) {
      Snapshot now = taken.get(later);
      while (taken.get(earlier).flushesBefore() != now.flushesAfter() && earlier < later) {
        earlier++;
      }
      DeviceImage then = taken.get(earlier).image();
      if (then != now.image()) {
        mixed.add(
            new Snapshot(
                then.someOf(now.image(), random),
                now.from(),
                now.to(),
                now.flushesBefore(),
                now.flushesAfter(),
                now.quiet() && taken.get(earlier).quiet(),
                /* reordered= */ true));
      }
    }
    return mixed;
  }

  private Optional<String> judge(Lockstep run, Snapshot snapshot) throws IOException {
    Optional<DiskImage> recovered = machine.recover(snapshot.image());
    if (recovered.isEmpty()) {
      counts.refused++;
      return snapshot.reordered()
          ? Optional.empty()
          : Optional.of("ext4 refuses a device that kept its order: " + machine.refusal());
    }
    DiskImage found = recovered.get();
    for (int phase = snapshot.from(); phase <= snapshot.to(); phase++) {
      Moment moment = run.twin().at(phase);
      boolean whole = moment.allows(CrashProfile.SECTOR512, found);
      boolean growing = whole || moment.allows(CrashProfile.GROWING, found);
      if (growing || (!snapshot.quiet() && moment.allows(TORN, found))) {
        counts.grown += growing && !whole ? 1 : 0;
        counts.torn += growing ? 0 : 1;
        count(snapshot, moment, found);
        return Optional.empty();
      }
    }
    return Optional.of(told(run, snapshot, found));
  }

  private void count(Snapshot snapshot, Moment moment, DiskImage found) {
    counts.states++;
    counts.saw(CrashKind.of(found, moment.lost(), moment.cached()));
    if (snapshot.reordered()) {
      counts.reordered++;
    }
    boolean within = snapshot.from() == snapshot.to() && snapshot.from() % 2 == 1;
    if (within && moment.step().kind().forces()) {
      counts.duringForces++;
      if (!found.equals(moment.lost()) && !found.equals(moment.cached())) {
        counts.halfForced++;
      }
    } else if (within && !moment.step().kind().isPressure()) {
      counts.duringOthers++;
    }
  }

  private static String told(Lockstep run, Snapshot snapshot, DiskImage found) {
    Moment moment = run.twin().at(snapshot.to());
    StringBuilder text = new StringBuilder();
    text.append("ext4 (")
        .append(run.kind().name())
        .append(") left a state that the simulator ")
        .append("does not have, ")
        .append(snapshot.to() % 2 == 1 ? "during the last of these steps" : "after these steps")
        .append(snapshot.reordered() ? ", its device having reordered writes" : "")
        .append(":\n")
        .append(run.story((snapshot.to() + 1) / 2))
        .append("  found:  ")
        .append(found)
        .append("\n  cached: ")
        .append(moment.cached())
        .append("\n  forced: ")
        .append(moment.lost())
        .append('\n');
    for (String name : found.names()) {
      text.append("  ").append(name).append(':');
      text.append(Sectors.describe(name, found, moment.cached(), moment.lost())).append('\n');
    }
    return text.toString();
  }
}
