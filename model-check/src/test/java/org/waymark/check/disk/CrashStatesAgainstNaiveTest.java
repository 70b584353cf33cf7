package org.waymark.check.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The states of a power loss against those of {@link NaiveDisk}, an enumeration that was written
 * independently: after the same operations both must allow the same images, all of them and no
 * other, in each order in which a medium may keep changes.
 */
class CrashStatesAgainstNaiveTest {

  private static final int RUNS = 150;
  private static final int STEPS = 24;

  /** More states than that are not compared: the next step may find fewer. */
  private static final int MOST_STATES = 300;

  private static final List<CrashProfile> PROFILES =
      List.of(
          CrashProfile.DROP,
          CrashProfile.KEEP_ALL,
          CrashProfile.ORDERED,
          CrashProfile.PER_FILE,
          CrashProfile.PAGE4K,
          CrashProfile.SECTOR512,
          CrashProfile.TORN);

  private final Map<String, Integer> done = new TreeMap<>();
  private final Map<Long, Map<String, String>> byHash = new HashMap<>();

  @Test
  void bothAllowTheSameImages() throws IOException {
    for (int seed = 0; seed < RUNS; seed++) {
      RandomOperations operations = new RandomOperations(seed, done);
      SplittableRandom random = new SplittableRandom(seed);
      for (int step = 0; step < STEPS; step++) {
        operations.step();
        if (random.nextInt(6) == 0 && operations.naive().raw() <= MOST_STATES) {
          compare(operations, "seed " + seed + ", step " + step, random);
        }
      }
    }
    assertThat(done.keySet())
        .containsExactly(
            "change during a force",
            "compared drop",
            "compared keep-all",
            "compared ordered",
            "compared page4k",
            "compared per-file",
            "compared sector512",
            "compared torn",
            "create",
            "delete",
            "failed force",
            "failed force of the directory",
            "failure in the background",
            "force",
            "force of the directory",
            "images allowed",
            "images refused",
            "late report",
            "late report of the directory",
            "process death",
            "rename",
            "truncate",
            "write");
    assertThat(done.values()).allMatch(count -> count >= 5);
  }

  private void compare(RandomOperations operations, String where, SplittableRandom random) {
    CrashProfile any = CrashProfile.SECTOR512;
    CrashProfile other = PROFILES.get(random.nextInt(PROFILES.size()));
    List<DiskImage> candidates = new ArrayList<>();
    for (CrashProfile profile : List.of(any, other)) {
      CrashStates states = operations.disk().crashStates(profile);
      if (states.rawCount() <= 10 * MOST_STATES) {
        Set<Map<String, String>> allowed = naive(operations.naive(), profile);
        String what = where + ", " + profile.name();
        assertThat(images(states)).as(what).isEqualTo(allowed);
        List<DiskImage> members = members(states, random);
        assertThat(members).as(what).allMatch(member -> allowed.contains(text(member)));
        members.forEach(member -> candidates.add(disturbed(member, random)));
        candidates.addAll(members);
        // Those of the other profile too: near misses.
        candidates.forEach(candidate -> judge(states, candidate, allowed, what));
        count("compared " + profile.name());
      }
    }
  }

  private static List<DiskImage> members(CrashStates states, SplittableRandom random) {
    List<DiskImage> members = new ArrayList<>();
    states.corners().forEach(corner -> members.add(states.image(corner)));
    for (int i = 0; i < 5; i++) {
      members.add(states.image(states.sample(random)));
    }
    return members;
  }

  private void judge(
      CrashStates states, DiskImage candidate, Set<Map<String, String>> allowed, String what) {
    boolean member = allowed.contains(text(candidate));
    assertThat(states.allows(candidate)).as(what).isEqualTo(member);
    count(member ? "images allowed" : "images refused");
  }

  private void count(String what) {
    done.merge(what, 1, Integer::sum);
  }

  private static Set<Map<String, String>> naive(NaiveDisk disk, CrashProfile profile) {
    return switch (profile.order()) {
      case NONE -> Set.of(disk.imageAt(0));
      case ALL -> Set.of(disk.imageAt(disk.order()));
      case GLOBAL_PREFIX -> disk.globalPrefix();
      case FILE_PREFIX -> disk.filePrefix();
      case ANY -> disk.anyOrder(profile.sector(), profile.torn());
    };
  }

  private Set<Map<String, String>> images(CrashStates states) {
    Set<Map<String, String>> images = new HashSet<>();
    int[] visits = new int[1];
    boolean whole =
        states.forEach(
            (hash, image, values) -> {
              Map<String, String> text = text(image.get());
              images.add(text);
              visits[0]++;
              // One hash, one image, over all that was ever seen here.
              return byHash.computeIfAbsent(hash, none -> text).equals(text)
                  && image.get().hash() == hash;
            });
    assertThat(whole).as("hashes tell images apart").isTrue();
    assertThat((double) visits[0]).isLessThanOrEqualTo(states.rawCount());
    return images;
  }

  /** An image that differs in a byte, a size or a name from one that is allowed. */
  private static DiskImage disturbed(DiskImage image, SplittableRandom random) {
    if (image.names().isEmpty()) {
      return image.with("a", new byte[random.nextInt(600)]);
    }
    String name = image.names().get(random.nextInt(image.names().size()));
    byte[] bytes = image.bytes(name);
    return switch (random.nextInt(3)) {
      case 0 -> image.without(name);
      case 1 -> image.with(name, Arrays.copyOf(bytes, random.nextInt(5000)));
      default -> {
        if (bytes.length > 0) {
          bytes[random.nextInt(bytes.length)] ^= 1;
        }
        yield image.with(name, bytes);
      }
    };
  }

  private static Map<String, String> text(DiskImage image) {
    Map<String, String> text = new HashMap<>();
    for (String name : image.names()) {
      text.put(name, NaiveDisk.text(image.bytes(name)));
    }
    return text;
  }
}
