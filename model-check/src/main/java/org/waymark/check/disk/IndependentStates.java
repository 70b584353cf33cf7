package org.waymark.check.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** States of which each name, size and sector is a choice of its own. */
final class IndependentStates extends CrashStates {

  private static final int NOWHERE = -1;

  /** All names that may be there, sorted; those without a choice have one value. */
  private final NameChain[] names;

  /** How many names have a choice: the first choices of all. */
  private final int nameChoices;

  private final FileStates[] files;

  /** Of each file, the first of its choices: the size, if it has one, then the sectors. */
  private final int[] firstChoice;

  /** All choices in order. */
  private final Chain[] chains;

  IndependentStates(Names directory, CrashProfile profile) {
    IdentityHashMap<Inode, Integer> numbers = new IdentityHashMap<>();
    names = nameChains(directory, numbers);
    List<Chain> choices = new ArrayList<>();
    for (NameChain name : names) {
      if (name.radix() > 1) {
        choices.add(name);
      }
    }
    nameChoices = choices.size();
    Inode[] inodes = new Inode[numbers.size()];
    numbers.forEach((inode, number) -> inodes[number] = inode);
    files = new FileStates[inodes.length];
    firstChoice = new int[inodes.length];
    for (int file = 0; file < files.length; file++) {
      files[file] = new FileStates(inodes[file], profile, directory.freed());
      firstChoice[file] = choices.size();
      if (files[file].sizes().radix() > 1) {
        choices.add(files[file].sizes());
      }
      choices.addAll(List.of(files[file].sectors()));
    }
    chains = choices.toArray(Chain[]::new);
  }

  private static NameChain[] nameChains(Names directory, IdentityHashMap<Inode, Integer> numbers) {
    TreeMap<String, List<NameChain.Target>> targets = new TreeMap<>();
    directory
        .durable()
        .forEach((name, inode) -> targets.put(name, targets(target(0, inode, numbers))));
    for (Names.Change change : directory.changes()) {
      List<NameChain.Target> chain =
          targets.computeIfAbsent(change.name(), none -> targets(target(0, null, numbers)));
      NameChain.Target target = target(change.order(), change.inode(), numbers);
      if (chain.get(chain.size() - 1).file() != target.file()) {
        chain.add(target);
      }
    }
    NameChain[] chains = new NameChain[targets.size()];
    int i = 0;
    for (Map.Entry<String, List<NameChain.Target>> entry : targets.entrySet()) {
      chains[i++] = new NameChain(entry.getKey(), entry.getValue());
    }
    return chains;
  }

  private static List<NameChain.Target> targets(NameChain.Target first) {
    List<NameChain.Target> targets = new ArrayList<>();
    targets.add(first);
    return targets;
  }

  private static NameChain.Target target(
      long order, @Nullable Inode inode, IdentityHashMap<Inode, Integer> numbers) {
    if (inode == null) {
      return new NameChain.Target(order, NOWHERE, null);
    }
    int number = numbers.computeIfAbsent(inode, none -> numbers.size());
    return new NameChain.Target(order, number, inode.label());
  }

  @Override
  public int choices() {
    return chains.length;
  }

  @Override
  public int radix(int choice) {
    return chains[choice].radix();
  }

  @Override
  public String describe(int choice, int value) {
    return chains[choice].describe(value);
  }

  Chain chain(int choice) {
    return chains[choice];
  }

  int nameChoices() {
    return nameChoices;
  }

  int files() {
    return files.length;
  }

  String label(int file) {
    return files[file].label();
  }

  /** Returns the first choice of a file; behind the last file, the number of choices. */
  int firstChoice(int file) {
    return file < files.length ? firstChoice[file] : chains.length;
  }

  @Override
  public DiskImage image(int[] values) {
    @Nullable FileImage[] images = new FileImage[files.length];
    String[] present = new String[names.length];
    FileImage[] built = new FileImage[names.length];
    int count = 0;
    int choice = 0;
    for (NameChain name : names) {
      int file = name.file(name.radix() > 1 ? values[choice++] : 0);
      if (file != NOWHERE) {
        FileImage image = images[file];
        if (image == null) {
          image = image(file, values);
          images[file] = image;
        }
        present[count] = name.name();
        built[count++] = image;
      }
    }
    return count == names.length
        ? new DiskImage(present, built)
        : new DiskImage(Arrays.copyOf(present, count), Arrays.copyOf(built, count));
  }

  /** Returns a file as these choices leave it. */
  FileImage image(int file, int[] values) {
    return files[file].image(sizeOf(file, values), values, firstSector(file));
  }

  /** Returns the hash of {@link #image(int[])}. */
  long hash(int[] values) {
    long sum = 0;
    int choice = 0;
    for (NameChain name : names) {
      int file = name.file(name.radix() > 1 ? values[choice++] : 0);
      if (file != NOWHERE) {
        int size = sizeOf(file, values);
        long fileHash = files[file].fixed(size);
        for (int i = 0; i < files[file].live(size); i++) {
          fileHash += files[file].terms(size, i)[values[firstSector(file) + i]];
        }
        sum += Hashes.named(Hashes.ofName(name.name()), fileHash);
      }
    }
    return sum;
  }

  private int sizeOf(int file, int[] values) {
    return files[file].sizes().radix() > 1 ? values[firstChoice[file]] : 0;
  }

  private int firstSector(int file) {
    return firstChoice[file] + (files[file].sizes().radix() > 1 ? 1 : 0);
  }

  @Override
  public boolean isSpoilt(int choice, int value) {
    return chains[choice].isSpoilt(value);
  }

  @Override
  public boolean forEach(int mostSpoilt, Visitor visitor) {
    return new Walk(visitor, mostSpoilt).names(0);
  }

  @Override
  public boolean allows(DiskImage image) {
    return allows(
        image,
        new Constraint() {
          @Override
          public boolean allows(NameChain name, int value) {
            return true;
          }

          @Override
          public boolean allows(int file, FileImage content) {
            return files[file].allows(content);
          }
        });
  }

  /** What else must hold of a state. */
  interface Constraint {

    boolean allows(NameChain name, int value);

    boolean allows(int file, FileImage content);
  }

  /** Tells whether names and files can be such that they make this image. */
  boolean allows(DiskImage image, Constraint constraint) {
    TreeSet<String> unknown = new TreeSet<>(image.names());
    for (NameChain name : names) {
      unknown.remove(name.name());
    }
    return unknown.isEmpty() && allows(image, constraint, 0, new FileImage[files.length]);
  }

  /** Finds a file for each name from that one on; a file has one content under all its names. */
  private boolean allows(
      DiskImage image, Constraint constraint, int name, @Nullable FileImage[] contents) {
    if (name == names.length) {
      return true;
    }
    NameChain chain = names[name];
    FileImage wanted = image.file(chain.name());
    for (int value = 0; value < chain.radix(); value++) {
      int file = chain.file(value);
      if ((file == NOWHERE) != (wanted == null) || !constraint.allows(chain, value)) {
        continue;
      }
      FileImage before = file == NOWHERE ? null : contents[file];
      if (wanted != null) {
        if (before == null ? !constraint.allows(file, wanted) : !before.same(wanted)) {
          continue;
        }
        contents[file] = wanted;
      }
      if (allows(image, constraint, name + 1, contents)) {
        return true;
      }
      if (wanted != null) {
        contents[file] = before;
      }
    }
    return false;
  }

  @Override
  List<int[]> groups() {
    List<int[]> groups = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    List<Integer> sectors = new ArrayList<>();
    groups.add(range(0, nameChoices));
    for (int file = 0; file < files.length; file++) {
      groups.add(range(firstChoice[file], firstChoice(file + 1)));
      groups.add(withNames(file));
    }
    for (int choice = nameChoices; choice < chains.length; choice++) {
      (chains[choice] instanceof SizeChain ? sizes : sectors).add(choice);
    }
    groups.add(array(sizes));
    groups.add(array(sectors));
    return groups;
  }

  /** Returns a file's choices with those of the names that lead to it in the end. */
  private int[] withNames(int file) {
    List<Integer> choices = new ArrayList<>();
    int choice = 0;
    for (NameChain name : names) {
      if (name.radix() > 1 && name.file(name.radix() - 1) == file) {
        choices.add(choice);
      }
      choice += name.radix() > 1 ? 1 : 0;
    }
    for (int own : range(firstChoice[file], firstChoice(file + 1))) {
      choices.add(own);
    }
    return array(choices);
  }

  private static int[] range(int from, int to) {
    int[] range = new int[to - from];
    Arrays.setAll(range, i -> from + i);
    return range;
  }

  private static int[] array(List<Integer> choices) {
    return choices.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * One pass over all states: the names, then file by file its sizes and sectors, with the hash
   * carried along.
   */
  private final class Walk implements Supplier<DiskImage> {
    private final Visitor visitor;
    private final int[] values = allLost();

    /** Of each file, the hashes of the names that lead to it. */
    private final long[][] leading = new long[files.length][names.length];

    private final int[] leadingCount = new int[files.length];

    /** How many more spoilt values a state may have. */
    private int spoiltLeft;

    Walk(Visitor visitor, int mostSpoilt) {
      this.visitor = visitor;
      this.spoiltLeft = mostSpoilt;
    }

    @Override
    public DiskImage get() {
      return image(values);
    }

    boolean names(int choice) {
      if (choice == nameChoices) {
        return follow();
      }
      for (int value = 0; value < radix(choice); value++) {
        values[choice] = value;
        if (!names(choice + 1)) {
          return false;
        }
      }
      values[choice] = 0;
      return true;
    }

    /** The names are chosen: sums up the files without a choice, and varies the others. */
    private boolean follow() {
      Arrays.fill(leadingCount, 0);
      int choice = 0;
      for (NameChain name : names) {
        int file = name.file(name.radix() > 1 ? values[choice++] : 0);
        if (file != NOWHERE) {
          leading[file][leadingCount[file]++] = Hashes.ofName(name.name());
        }
      }
      long sum = 0;
      for (int file = 0; file < files.length; file++) {
        if (files[file].isFixed()) {
          sum += named(file, files[file].fixed(0));
        }
      }
      return file(nextVarying(0), sum);
    }

    private int nextVarying(int file) {
      int next = file;
      while (next < files.length && (leadingCount[next] == 0 || files[next].isFixed())) {
        next++;
      }
      return next;
    }

    private boolean file(int file, long sum) {
      if (file == files.length) {
        return visitor.visit(sum, this, values);
      }
      FileStates states = files[file];
      int sizes = states.sizes().radix();
      int next = nextVarying(file + 1);
      for (int size = 0; size < sizes; size++) {
        if (sizes > 1) {
          values[firstChoice[file]] = size;
        }
        if (!sector(file, next, size, 0, states.fixed(size), sum)) {
          return false;
        }
      }
      if (sizes > 1) {
        values[firstChoice[file]] = 0;
      }
      return true;
    }

    private boolean sector(int file, int next, int size, int chain, long fileHash, long sum) {
      if (chain == files[file].live(size)) {
        return file(next, sum + named(file, fileHash));
      }
      long[] terms = files[file].terms(size, chain);
      int choice = firstSector(file) + chain;
      for (int value = 0; value < terms.length; value++) {
        int spoilt = chains[choice].isSpoilt(value) ? 1 : 0;
        if (spoilt <= spoiltLeft) {
          values[choice] = value;
          spoiltLeft -= spoilt;
          if (!sector(file, next, size, chain + 1, fileHash + terms[value], sum)) {
            return false;
          }
          spoiltLeft += spoilt;
        }
      }
      values[choice] = 0;
      return true;
    }

    private long named(int file, long fileHash) {
      long sum = 0;
      for (int i = 0; i < leadingCount[file]; i++) {
        sum += Hashes.named(leading[file][i], fileHash);
      }
      return sum;
    }
  }
}
