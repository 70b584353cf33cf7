package org.waymark.check.disk;

import java.util.ArrayList;
import java.util.List;
import org.waymark.check.disk.Unforced.Size;

/** The sizes that a power loss may leave of a file. */
final class SizeChain implements Chain {

  private static final int PAGE = 4096;

  private final String label;
  private final List<Size> sizes = new ArrayList<>();

  SizeChain(String label, long medium, List<Size> unforced, boolean between) {
    this.label = label;
    sizes.add(new Size(0, medium));
    for (Size next : unforced) {
      long last = sizes.get(sizes.size() - 1).size();
      if (between) {
        for (long size = (last / PAGE + 1) * PAGE; size < next.size(); size += PAGE) {
          sizes.add(new Size(next.order(), size));
        }
      }
      if (last != next.size()) {
        sizes.add(next);
      }
    }
  }

  long size(int value) {
    return sizes.get(value).size();
  }

  @Override
  public int radix() {
    return sizes.size();
  }

  @Override
  public long order(int value) {
    return sizes.get(value).order();
  }

  @Override
  public String describe(int value) {
    String age = value == 0 ? " (old)" : value == radix() - 1 ? " (new)" : " (in between)";
    return label + ": size " + size(value) + age;
  }
}
