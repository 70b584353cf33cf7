package org.waymark.check.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.Operation.Kind;
import org.waymark.disk.Disk.Access;
import org.waymark.disk.DiskFile;

/**
 * Does the same to a {@link SimDisk} and to a {@link NaiveDisk}, as chance has it: everything that
 * a disk offers, with writes between the two events of a force, forces that fail at once or in the
 * background, and processes that die. Counts what it did.
 */
final class RandomOperations implements DiskHook, Faults {

  private static final List<String> NAMES = List.of("a", "b", "c");

  private final SplittableRandom random;
  private final NaiveDisk naive = new NaiveDisk();
  private SimDisk disk = new SimDisk(DiskImage.EMPTY, this, this);
  private final Map<Integer, DiskFile> handles = new HashMap<>();

  /** Files of which a failure in the background was not reported yet; -1 is the directory. */
  private final Set<Integer> unreported = new HashSet<>();

  private final Map<String, Integer> done;
  private @Nullable Fault next;
  private boolean inForce;

  RandomOperations(long seed, Map<String, Integer> done) {
    this.random = new SplittableRandom(seed);
    this.done = done;
  }

  SimDisk disk() {
    return disk;
  }

  NaiveDisk naive() {
    return naive;
  }

  @Override
  public void begins(SimDisk disk, Operation operation) {}

  @Override
  public void forceEnds(SimDisk disk, Operation operation) {
    if (!inForce && random.nextInt(3) == 0) {
      inForce = true;
      try {
        change();
        count("change during a force");
      } catch (IOException e) {
        throw new AssertionError(e);
      } finally {
        inForce = false;
      }
    }
  }

  @Override
  public @Nullable Fault at(Operation operation) {
    boolean force = operation.kind() == Kind.FORCE || operation.kind() == Kind.FORCE_DIRECTORY;
    Fault fault = next;
    if (fault == null || (fault instanceof Fault.Fails && !force)) {
      return null;
    }
    next = null;
    return fault;
  }

  void step() throws IOException {
    int choice = random.nextInt(20);
    if (choice < 14) {
      change();
    } else if (choice < 16) {
      force(anyFile());
    } else if (choice < 18) {
      forceDirectory();
    } else if (choice < 19) {
      failInBackground();
    } else {
      die();
    }
  }

  private void change() throws IOException {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    boolean present = naive.present().contains(name);
    int choice = random.nextInt(12);
    if (!present) {
      handles.put(naive.create(name), disk.create(name));
      count("create");
    } else if (choice == 0) {
      String to = NAMES.get(random.nextInt(NAMES.size()));
      if (!to.equals(name)) {
        naive.rename(name, to);
        disk.rename(name, to);
        count("rename");
      }
    } else if (choice == 1) {
      naive.delete(name);
      disk.delete(name);
      count("delete");
    } else if (choice == 2) {
      int size = random.nextInt(1200);
      naive.truncate(naive.file(name), size);
      handle(naive.file(name)).truncate(size);
      count("truncate");
    } else {
      write(naive.file(name));
    }
  }

  private void write(int file) throws IOException {
    // Few positions and few bytes, so that versions meet, repeat, and can be torn in few ways.
    int position = new int[] {0, 2, 510, 600, 1024, 4094, 4600}[random.nextInt(7)];
    byte[] bytes = new byte[1 + random.nextInt(4)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(3);
    }
    naive.write(file, position, bytes);
    handle(file).writeFully(position, bytes, 0, bytes.length);
    count("write");
  }

  private int anyFile() {
    List<Integer> files = handles.keySet().stream().sorted().toList();
    return files.isEmpty() ? -1 : files.get(random.nextInt(files.size()));
  }

  private void force(int file) throws IOException {
    if (file < 0) {
      return;
    }
    int covered = naive.order();
    boolean undecided = random.nextBoolean();
    boolean fails = random.nextInt(4) == 0;
    if (fails) {
      next = new Fault.Fails("EIO", undecided ? Survivors.UNDECIDED : Survivors.NONE);
    }
    try {
      handle(file).force();
      naive.force(file, covered);
      count("force");
    } catch (IOException e) {
      naive.forceFails(file, fails && undecided);
      if (!fails) {
        expectUnreported(file);
      }
      count(fails ? "failed force" : "late report");
    }
  }

  private void forceDirectory() throws IOException {
    int covered = naive.order();
    boolean undecided = random.nextBoolean();
    boolean fails = random.nextInt(4) == 0;
    if (fails) {
      next = new Fault.Fails("EIO", undecided ? Survivors.UNDECIDED : Survivors.NONE);
    }
    try {
      disk.forceDirectory();
      naive.forceDirectory(covered);
      count("force of the directory");
    } catch (IOException e) {
      naive.forceDirectoryFails(fails && undecided);
      if (!fails) {
        expectUnreported(-1);
      }
      count(fails ? "failed force of the directory" : "late report of the directory");
    }
  }

  private void failInBackground() throws IOException {
    boolean undecided = random.nextBoolean();
    Survivors survivors = undecided ? Survivors.UNDECIDED : Survivors.NONE;
    List<String> present = List.copyOf(naive.present());
    if (present.isEmpty() || random.nextInt(3) == 0) {
      next = new Fault.LateError("", "EIO", survivors);
      naive.forceDirectoryFails(undecided);
      unreported.add(-1);
    } else {
      String name = present.get(random.nextInt(present.size()));
      next = new Fault.LateError(name, "EIO", survivors);
      naive.forceFails(naive.file(name), undecided);
      unreported.add(naive.file(name));
    }
    assertThat(disk.list()).containsExactlyElementsOf(naive.present());
    count("failure in the background");
    if (random.nextBoolean()) {
      force(anyFile());
      forceDirectory();
    }
  }

  private void expectUnreported(int file) {
    if (!unreported.remove(file)) {
      throw new AssertionError("a force failed although nothing had gone wrong");
    }
  }

  private void die() throws IOException {
    disk = disk.afterProcessDeath();
    disk.hook(this);
    disk.faults(this);
    handles.clear();
    unreported.clear();
    for (String name : naive.present()) {
      handles.put(naive.file(name), disk.open(name, Access.READ_WRITE));
    }
    count("process death");
  }

  private DiskFile handle(int file) {
    DiskFile handle = handles.get(file);
    if (handle == null) {
      throw new AssertionError("no handle on file " + file);
    }
    return handle;
  }

  private void count(String what) {
    done.merge(what, 1, Integer::sum);
  }
}
