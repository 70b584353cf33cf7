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

  /** The names with a choice: choice <i>i</i> is {@code names[varying[i]]}. */
  private final int[] varying;

  private final FileStates[] files;

  /** Of each file, the first of its choices: the size, if it has one, then the sectors. */
  private final int[] firstChoice;

  /** All choices in order. */
  private final Chain[] chains;

  IndependentStates(Names directory, CrashProfile profile) {
    Map<Inode, Integer> numbers = new IdentityHashMap<>();
    names = nameChains(directory, numbers);
    varying = new int[(int) Arrays.stream(names).filter(name -> name.radix() > 1).count()];
    List<Chain> choices = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      if (names[i].radix() > 1) {
        varying[choices.size()] = i;
        choices.add(names[i]);
      }
    }
    Inode[] inodes = new Inode[numbers.size()];
    numbers.forEach((inode, number) -> inodes[number] = inode);
    files = new FileStates[inodes.length];
    firstChoice = new int[inodes.length];
    for (int file = 0; file < files.length; file++) {
      files[file] = new FileStates(inodes[file], profile);
      firstChoice[file] = choices.size();
      if (files[file].sizes().radix() > 1) {
        choices.add(files[file].sizes());
      }
      choices.addAll(List.of(files[file].sectors()));
    }
    chains = choices.toArray(Chain[]::new);
  }

  private static NameChain[] nameChains(Names directory, Map<Inode, Integer> numbers) {
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
      long order, @Nullable Inode inode, Map<Inode, Integer> numbers) {
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
    return varying.length;
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
          image = files[file].image(sizeOf(file, values), values, firstSector(file));
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

  /** Returns the hash of {@link #image}. */
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
  public boolean forEach(Visitor visitor) {
    return new Walk(visitor).names(0);
  }

  @Override
  public boolean allows(DiskImage image) {
    TreeSet<String> unknown = new TreeSet<>(image.names());
    for (NameChain name : names) {
      unknown.remove(name.name());
    }
    return unknown.isEmpty() && allows(image, 0, new FileImage[files.length]);
  }

  /** Finds a file for each name from that one on; a file has one content under all its names. */
  private boolean allows(DiskImage image, int name, @Nullable FileImage[] contents) {
    if (name == names.length) {
      return true;
    }
    FileImage wanted = image.file(names[name].name());
    for (int value = 0; value < names[name].radix(); value++) {
      int file = names[name].file(value);
      if (file == NOWHERE || wanted == null) {
        if (file == NOWHERE && wanted == null && allows(image, name + 1, contents)) {
          return true;
        }
        continue;
      }
      FileImage before = contents[file];
      if (before == null ? files[file].allows(wanted) : before.same(wanted)) {
        contents[file] = wanted;
        if (allows(image, name + 1, contents)) {
          return true;
        }
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
    groups.add(range(0, varying.length));
    for (int file = 0; file < files.length; file++) {
      groups.add(range(firstChoice[file], firstChoice(file + 1)));
      groups.add(withNames(file));
    }
    for (int choice = varying.length; choice < chains.length; choice++) {
      (chains[choice] instanceof SizeChain ? sizes : sectors).add(choice);
    }
    groups.add(array(sizes));
    groups.add(array(sectors));
    return groups;
  }

  /** Returns a file's choices with those of the names that lead to it in the end. */
  private int[] withNames(int file) {
    List<Integer> choices = new ArrayList<>();
    for (int i = 0; i < varying.length; i++) {
      NameChain name = names[varying[i]];
      if (name.file(name.radix() - 1) == file) {
        choices.add(i);
      }
    }
    for (int choice : range(firstChoice[file], firstChoice(file + 1))) {
      choices.add(choice);
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
  private final class Walk {
    private final Visitor visitor;
    private final int[] values = allLost();
    private final Supplier<DiskImage> image = () -> image(values);

    /** Of each file, the hashes of the names that lead to it. */
    private final long[][] leading = new long[files.length][names.length];

    private final int[] leadingCount = new int[files.length];

    Walk(Visitor visitor) {
      this.visitor = visitor;
    }

    boolean names(int choice) {
      if (choice == varying.length) {
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
        return visitor.visit(sum, image, values);
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
        values[choice] = value;
        if (!sector(file, next, size, chain + 1, fileHash + terms[value], sum)) {
          return false;
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
