package org.waymark.check.serial;

import java.util.ArrayList;
import java.util.List;

/**
 * The multi-version serialization graph of a history, built from the history alone: it knows no
 * rule of any validator. The history is serializable if and only if the graph has no cycle (A.
 * Adya, Weak Consistency, PhD thesis, MIT 1999). Reused for one history after another; for one
 * thread.
 *
 * <pre>
 *   ww  U → T   T wrote the version of a page that follows U's
 *   wr  U → T   T read the version that U wrote
 *   rw  T → U   U wrote the version that follows the one that T read
 * </pre>
 */
final class SerializationGraph {
  private final int[] successors = new int[History.MOST];
  private int size;

  /** Builds the graph of a history over the pages 0 to {@code pages} − 1. */
  void of(History history, int pages) {
    size = history.size();
    for (int i = 0; i < size; i++) {
      successors[i] = 0;
    }
    for (int i = 0; i < size; i++) {
      for (int page = 0; page < pages; page++) {
        int bit = 1 << page;
        if ((history.written(i) & bit) != 0) {
          edge(history.writerAt(page, history.end(i) - 1), i);
        }
        if ((history.read(i) & bit) != 0) {
          edge(history.writerAt(page, history.begin(i)), i);
          edge(i, history.writerAfter(page, history.begin(i)));
        }
      }
    }
  }

  private void edge(int from, int to) {
    if (from >= 0 && to >= 0 && from != to) {
      successors[from] |= 1 << to;
    }
  }

  /** Tells whether there is an edge. */
  boolean hasEdge(int from, int to) {
    return (successors[from] & 1 << to) != 0;
  }

  /** Tells whether it has no cycle: who has no successor left is taken away, until nobody is. */
  boolean isAcyclic() {
    int left = (1 << size) - 1;
    boolean taken = true;
    while (left != 0 && taken) {
      taken = false;
      for (int rest = left; rest != 0; rest &= rest - 1) {
        int node = Integer.numberOfTrailingZeros(rest);
        if ((successors[node] & left) == 0) {
          left &= ~(1 << node);
          taken = true;
        }
      }
    }
    return left == 0;
  }

  /** Returns a shortest cycle, its first node once more at its end; empty if there is none. */
  List<Integer> cycle() {
    List<Integer> shortest = List.of();
    for (int start = 0; start < size; start++) {
      List<Integer> found = cycleFrom(start);
      if (!found.isEmpty() && (shortest.isEmpty() || found.size() < shortest.size())) {
        shortest = found;
      }
    }
    return shortest;
  }

  /** Goes in breadth from a node until it is met again. */
  private List<Integer> cycleFrom(int start) {
    int[] cameFrom = new int[size];
    List<Integer> queue = new ArrayList<>(List.of(start));
    int seen = 0;
    for (int at = 0; at < queue.size(); at++) {
      int node = queue.get(at);
      for (int rest = successors[node] & ~seen; rest != 0; rest &= rest - 1) {
        int next = Integer.numberOfTrailingZeros(rest);
        cameFrom[next] = node;
        seen |= 1 << next;
        if (next == start) {
          return path(start, cameFrom);
        }
        queue.add(next);
      }
    }
    return List.of();
  }

  private static List<Integer> path(int start, int[] cameFrom) {
    List<Integer> path = new ArrayList<>(List.of(start));
    for (int node = cameFrom[start]; node != start; node = cameFrom[node]) {
      path.add(0, node);
    }
    path.add(0, start);
    return path;
  }
}
