package org.waymark.check.bugs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets a killer attack seeded bugs, each behind a wall of its own. Used by one thread at a time.
 *
 * <p>A bug is killed by a profile if each of {@value #SEEDS} seeds shows the named property
 * violated. Anything else, an exception of the killer above all, is no evidence and thrown.
 */
final class KillRun implements AutoCloseable {
  static final int SEEDS = 5;

  /**
   * The images that are tried at first, and how many times those of the first kill are comparable.
   */
  private static final long FEW = 1_500;

  private static final long ENOUGH = 4;

  private final Class<? extends Killer> killer;
  private final PatchedClasses classes;

  /**
   * Prepares a run.
   *
   * @throws IOException if there is no compiler or no source; the message names the mend
   */
  KillRun(Class<? extends Killer> killer) throws IOException {
    this.killer = killer;
    this.classes = PatchedClasses.open();
  }

  /**
   * What became of a bug.
   *
   * @param row its row, if it was killed
   * @param others other properties that were violated on the way, with the profile
   */
  record Outcome(SeededBug bug, Optional<KillTable.Kill> row, List<String> others) {}

  /**
   * Looks for the weakest profile that kills a bug: first for one that kills it at all, and then,
   * from the weakest on, for the first with which every seed does so; a profile that is not that
   * one must do so in a comparable number of images.
   *
   * @param most how many images an attack may take
   */
  Outcome weakest(SeededBug bug, long most) throws IOException, InterruptedException {
    PatchedLoader loader = load(bug);
    String property = Objects.requireNonNull(bug.property());
    Set<String> others = new LinkedHashSet<>();
    Optional<First> first = Optional.empty();
    for (long few = FEW; first.isEmpty() && few <= most; few *= 4) {
      first = someKill(loader, property, few, others);
    }
    if (first.isEmpty()) {
      return new Outcome(bug, Optional.empty(), List.copyOf(others));
    }
    KillProfile kills = first.get().profile();
    long comparable = FEW + ENOUGH * first.get().images();
    for (KillProfile profile : profiles(property)) {
      List<Long> images = new ArrayList<>();
      boolean killed = true;
      for (long seed = 1; killed && seed <= SEEDS; seed++) {
        Killer.Attack attack =
            attack(loader, profile, property, seed, profile == kills ? most : comparable);
        killed = attack.killed();
        images.add(attack.images());
      }
      if (killed) {
        KillTable.Kill row = new KillTable.Kill(bug.name(), property, profile, images);
        return new Outcome(bug, Optional.of(row), List.copyOf(others));
      }
    }
    return new Outcome(bug, Optional.empty(), List.copyOf(others));
  }

  private static List<KillProfile> profiles(String property) {
    return Stream.of(KillProfile.values()).filter(each -> each.concerns(property)).toList();
  }

  /** The first kill of a bug. */
  private record First(KillProfile profile, long images) {}

  /** Tries each profile once, the weakest first. */
  private Optional<First> someKill(
      PatchedLoader loader, String property, long few, Set<String> others)
      throws InterruptedException {
    for (KillProfile profile : profiles(property)) {
      Killer.Attack attack = attack(loader, profile, property, 1, few);
      attack.others().forEach(other -> others.add(other + " (" + profile + ")"));
      if (attack.killed()) {
        return Optional.of(new First(profile, attack.images()));
      }
    }
    return Optional.empty();
  }

  /**
   * Attacks a bug that nobody should be able to tell from the original, in every profile.
   *
   * @return what was violated all the same; empty if the argument stands
   */
  List<String> refute(SeededBug bug, long most) throws IOException, InterruptedException {
    PatchedLoader loader = load(bug);
    for (KillProfile profile : KillProfile.values()) {
      Killer.Attack attack = attack(loader, profile, "any", 1, most);
      if (!attack.others().isEmpty()) {
        return List.of(attack.others() + " on " + profile + ": " + attack.evidence());
      }
    }
    return List.of();
  }

  /** Returns how many images a hidden bug must survive: more than this seed took to kill it. */
  static long hidingImages(KillTable.Kill row, long seed) {
    return 50 + 2 * row.images().get((int) seed - 1);
  }

  /**
   * Lets a bug of the disk hide a row.
   *
   * @return how many images the row survived over all seeds; empty if it was killed all the same
   */
  OptionalLong hidden(SeededBug disk, SeededBug bug, KillTable.Kill row)
      throws IOException, InterruptedException {
    PatchedLoader loader = load(disk.with(bug));
    long images = 0;
    for (long seed = 1; seed <= row.images().size(); seed++) {
      long most = hidingImages(row, seed);
      Killer.Attack attack = attack(loader, row.profile(), row.property(), seed, most);
      if (attack.killed()) {
        return OptionalLong.empty();
      }
      images += attack.images();
    }
    return OptionalLong.of(images);
  }

  /** Attacks a bug as its row says, with one seed. */
  Killer.Attack again(SeededBug bug, KillTable.Kill row, long seed, long most)
      throws IOException, InterruptedException {
    return attack(load(bug), row.profile(), row.property(), seed, most);
  }

  private PatchedLoader load(SeededBug bug) throws IOException {
    return new PatchedLoader(classes.compile(bug));
  }

  private Killer.Attack attack(
      PatchedLoader loader, KillProfile profile, String property, long seed, long most)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("ended from outside");
    }
    try {
      return KillEntry.attack(loader, killer, profile, property, seed, most);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the killer cannot be made", e);
    }
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
