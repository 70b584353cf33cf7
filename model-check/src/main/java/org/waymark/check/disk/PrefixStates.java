package org.waymark.check.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** States in which changes reached the medium in order: of the whole disk, or of each file. */
final class PrefixStates extends CrashStates {

  private final IndependentStates free;
  private final Group[] groups;

  /** Of each choice of {@link #free}, the value it has unless a group decides. */
  private final int[] otherwise;

  /**
   * Choices from {@code first} up to {@code end} that reach the medium in order.
   *
   * @param orders the changes up to which they may have; 0 first
   */
  private record Group(String label, int first, int end, long[] orders) {}

  PrefixStates(IndependentStates free, CrashProfile.Order order) {
    this.free = free;
    this.otherwise = order == CrashProfile.Order.ALL ? free.allKept() : free.allLost();
    List<Group> made = new ArrayList<>();
    if (order == CrashProfile.Order.GLOBAL_PREFIX) {
      made.add(group("the disk", 0, free.choices()));
    } else if (order == CrashProfile.Order.FILE_PREFIX) {
      made.add(group("the directory", 0, free.nameChoices()));
      for (int file = 0; file < free.files(); file++) {
        made.add(group(free.label(file), free.firstChoice(file), free.firstChoice(file + 1)));
      }
    }
    this.groups = made.stream().filter(group -> group.orders().length > 1).toArray(Group[]::new);
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
    return groups.length;
  }

  @Override
  public int radix(int choice) {
    return groups[choice].orders().length;
  }

  @Override
  public String describe(int choice, int value) {
    int changes = radix(choice) - 1;
    return groups[choice].label() + ": the first " + value + " of " + changes + " changes";
  }

  @Override
  public DiskImage image(int[] values) {
    return free.image(freely(values));
  }

  private int[] freely(int[] values) {
    int[] all = otherwise.clone();
    for (int i = 0; i < groups.length; i++) {
      Group group = groups[i];
      for (int choice = group.first(); choice < group.end(); choice++) {
        all[choice] = free.chain(choice).at(group.orders()[values[i]]);
      }
    }
    return all;
  }

  @Override
  public boolean forEach(Visitor visitor) {
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
    return !forEach((hash, built, values) -> hash != image.hash() || !built.get().equals(image));
  }

  @Override
  List<int[]> groups() {
    int[] all = new int[choices()];
    Arrays.setAll(all, i -> i);
    return List.of(all);
  }
}
