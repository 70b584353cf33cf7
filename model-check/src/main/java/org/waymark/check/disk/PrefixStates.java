package org.waymark.check.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * States in which changes reached the medium in order: those of the whole disk, or those of each
 * file and those of the directory; or none of them, or all.
 */
final class PrefixStates extends CrashStates {

  private static final long[] NONE = {0};
  private static final long[] ALL = {Long.MAX_VALUE};

  /** Says the same without an order. */
  private final IndependentStates free;

  /** The directory; with an order for the whole disk, everything. */
  private final Group directory;

  /** Of each file; with an order for the whole disk, the one group that there is. */
  private final Group[] files;

  /** The groups with a choice. */
  private final Group[] choices;

  /** Choices of {@link #free} that reach the medium in order. */
  private static final class Group {
    final String label;

    /** The first of them. */
    final int first;

    /** Behind the last of them. */
    final int end;

    /** The changes up to which they may have reached the medium, ascending. */
    final long[] orders;

    Group(String label, int first, int end, long[] orders) {
      this.label = label;
      this.first = first;
      this.end = end;
      this.orders = orders;
    }
  }

  PrefixStates(IndependentStates free, CrashProfile.Order order) {
    this.free = free;
    this.files = new Group[free.files()];
    switch (order) {
      case NONE -> directory = new Group("the disk", 0, free.choices(), NONE);
      case ALL -> directory = new Group("the disk", 0, free.choices(), ALL);
      case GLOBAL_PREFIX -> directory = group("the disk", 0, free.choices());
      case FILE_PREFIX -> directory = group("the directory", 0, free.nameChoices());
      default -> throw new IllegalArgumentException("order: " + order + " is no order");
    }
    List<Group> varying = new ArrayList<>();
    addIfVarying(directory, varying);
    for (int file = 0; file < files.length; file++) {
      files[file] = directory;
      if (order == CrashProfile.Order.FILE_PREFIX) {
        files[file] = group(free.label(file), free.firstChoice(file), free.firstChoice(file + 1));
        addIfVarying(files[file], varying);
      }
    }
    this.choices = varying.toArray(Group[]::new);
  }

  private static void addIfVarying(Group group, List<Group> varying) {
    if (group.orders.length > 1) {
      varying.add(group);
    }
  }

  private Group group(String label, int first, int end) {
    LongStream.Builder orders = LongStream.builder().add(0);
    for (int choice = first; choice < end; choice++) {
      Chain chain = free.chain(choice);
      for (int value = 1; value < chain.radix(); value++) {
        orders.add(chain.order(value));
      }
    }
    return new Group(label, first, end, orders.build().sorted().distinct().toArray());
  }

  @Override
  public int choices() {
    return choices.length;
  }

  @Override
  public int radix(int choice) {
    return choices[choice].orders.length;
  }

  @Override
  public String describe(int choice, int value) {
    int changes = radix(choice) - 1;
    return choices[choice].label + ": the first " + value + " of " + changes + " changes";
  }

  @Override
  public DiskImage image(int[] values) {
    return free.image(freely(values));
  }

  private int[] freely(int[] values) {
    int[] all = free.allLost();
    for (int i = 0; i < choices.length; i++) {
      set(all, choices[i], choices[i].orders[values[i]]);
    }
    if (choices.length == 0) {
      set(all, directory, directory.orders[0]);
    }
    return all;
  }

  /** Gives the choices of a group the values that they had after that change. */
  private void set(int[] all, Group group, long order) {
    for (int choice = group.first; choice < group.end; choice++) {
      all[choice] = free.chain(choice).at(order);
    }
  }

  @Override
  public boolean isSpoilt(int choice, int value) {
    return false;
  }

  @Override
  public boolean forEach(int mostSpoilt, Visitor visitor) {
    int[] values = allLost();
    Supplier<DiskImage> image = () -> image(values);
    int turned;
    do {
      if (!visitor.visit(free.hash(freely(values)), image, values)) {
        return false;
      }
      turned = values.length - 1;
      while (turned >= 0 && ++values[turned] == radix(turned)) {
        values[turned--] = 0;
      }
    } while (turned >= 0);
    return true;
  }

  @Override
  public boolean allows(DiskImage image) {
    for (long order : directory.orders) {
      if (free.allows(image, new InOrder(order))) {
        return true;
      }
    }
    return false;
  }

  /** The directory, or with it everything, is as it was after that change. */
  private final class InOrder implements IndependentStates.Constraint {
    private final long order;

    InOrder(long order) {
      this.order = order;
    }

    @Override
    public boolean allows(NameChain name, int value) {
      return value == name.at(order);
    }

    @Override
    public boolean allows(int file, FileImage content) {
      Group group = files[file];
      int[] values = free.allLost();
      for (long own : group == directory ? new long[] {order} : group.orders) {
        set(values, group, own);
        if (free.image(file, values).same(content)) {
          return true;
        }
      }
      return false;
    }
  }

  @Override
  List<int[]> groups() {
    int[] all = new int[choices()];
    Arrays.setAll(all, i -> i);
    return List.of(all);
  }
}
