package org.waymark.check.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The multi-version serialization graph of some transactions, built from where they began and
 * ended, what they read and what they wrote, and from no rule of any validator. If and only if it
 * has no cycle there is an order in which each of them, executed alone, reads what it did read.
 *
 * <pre>
 *   ww  U → T   T wrote the version of a page that follows U's
 *   wr  U → T   T read the version that U wrote
 *   rw  T → U   U wrote the version that follows the one that T read
 * </pre>
 *
 * <p>Who only reads is a node too, and ends where it began: it can see what no order explains
 * although those who write have one. Of each page the writers are kept in order, and a reader finds
 * its two neighbours among them by bisection, so a long history costs little more than its pages. A
 * version that none of these transactions wrote makes no edge. Used by one thread.
 *
 * <p>Sources: A. Adya, "Weak Consistency", PhD thesis, MIT 1999; A. Fekete, E. O'Neil, P. O'Neil,
 * "A Read-Only Transaction Anomaly Under Snapshot Isolation", SIGMOD Record 33(3), 2004; A. B.
 * Kahn, "Topological Sorting of Large Networks", CACM 5(11), 1962.
 */
final class DependencyGraph {
  private static final int NOBODY = -1;

  private final List<Transaction> nodes;

  /** Of each page, in the order of their sequences. */
  private final Map<Long, List<Integer>> writers = new HashMap<>();

  private final List<List<Integer>> successors = new ArrayList<>();

  /** How many edges lead to each node from those not yet taken away. */
  private final int[] incoming;

  /** Builds the graph of some transactions, in any order. */
  DependencyGraph(List<Transaction> transactions) {
    nodes = new ArrayList<>(transactions);
    nodes.sort(Comparator.comparingLong(Transaction::end));
    incoming = new int[nodes.size()];
    for (int node = 0; node < nodes.size(); node++) {
      successors.add(new ArrayList<>(4));
      for (long page : nodes.get(node).written()) {
        List<Integer> known = writers.computeIfAbsent(page, unseen -> new ArrayList<>(4));
        edge(at(known, known.size() - 1), node);
        known.add(node);
      }
    }
    for (int node = 0; node < nodes.size(); node++) {
      for (long page : nodes.get(node).invoked().reads()) {
        edge(wroteWhatWasRead(page, node), node);
        edge(node, overwroteWhatWasRead(page, node));
      }
    }
  }

  private void edge(int from, int to) {
    if (from != NOBODY && to != NOBODY && from != to) {
      successors.get(from).add(to);
      incoming[to]++;
    }
  }

  private static int at(List<Integer> writers, int place) {
    return place >= 0 && place < writers.size() ? writers.get(place) : NOBODY;
  }

  private int wroteWhatWasRead(long page, int reader) {
    List<Integer> known = writers.getOrDefault(page, List.of());
    return at(known, firstAfter(known, nodes.get(reader).invoked().beginSeq()) - 1);
  }

  private int overwroteWhatWasRead(long page, int reader) {
    List<Integer> known = writers.getOrDefault(page, List.of());
    return at(known, firstAfter(known, nodes.get(reader).invoked().beginSeq()));
  }

  /** Returns the place of the first that ended above a sequence, or behind the last. */
  private int firstAfter(List<Integer> ascending, long sequence) {
    int low = 0;
    int high = ascending.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (nodes.get(ascending.get(middle)).end() > sequence) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Tells of a short cycle, for people: why each is before the next, and then who they are. Empty
   * if there is no cycle. Used once, as it takes the graph apart.
   */
  List<Object> cycle() {
    if (takeAwayWhoIsFirst() == 0) {
      return List.of();
    }
    List<Integer> cycle = shortestFrom(somebodyOnCycle());
    List<Object> story = new ArrayList<>();
    for (int i = 0; i + 1 < cycle.size(); i++) {
      story.add(why(cycle.get(i), cycle.get(i + 1)));
    }
    cycle.subList(1, cycle.size()).forEach(node -> story.add(nodes.get(node)));
    return story;
  }

  /** Takes away whoever has nobody before it, until all have, and returns how many are left. */
  private int takeAwayWhoIsFirst() {
    Deque<Integer> first = new ArrayDeque<>();
    for (int node = 0; node < incoming.length; node++) {
      if (incoming[node] == 0) {
        first.add(node);
      }
    }
    int left = incoming.length;
    for (; !first.isEmpty(); left--) {
      for (int next : successors.get(first.remove())) {
        if (--incoming[next] == 0) {
          first.add(next);
        }
      }
    }
    return left;
  }

  /** Of those who are left each has one of them before it; going back, one is met twice. */
  private int somebodyOnCycle() {
    int[] before = new int[incoming.length];
    int at = NOBODY;
    for (int node = 0; node < incoming.length; node++) {
      if (incoming[node] > 0) {
        at = node;
        for (int next : successors.get(node)) {
          before[next] = node;
        }
      }
    }
    boolean[] met = new boolean[incoming.length];
    while (!met[at]) {
      met[at] = true;
      at = before[at];
    }
    return at;
  }

  /**
   * Goes in breadth from a node that is on a cycle until it is met again; begins and ends there.
   */
  private List<Integer> shortestFrom(int start) {
    int[] cameFrom = new int[incoming.length];
    Arrays.fill(cameFrom, NOBODY);
    Deque<Integer> queue = new ArrayDeque<>(List.of(start));
    while (cameFrom[start] == NOBODY) {
      int node = queue.remove();
      for (int next : successors.get(node)) {
        if (cameFrom[next] == NOBODY) {
          cameFrom[next] = node;
          queue.add(next);
        }
      }
    }
    Deque<Integer> cycle = new ArrayDeque<>(List.of(start));
    do {
      cycle.addFirst(cameFrom[cycle.getFirst()]);
    } while (cycle.getFirst() != start);
    return List.copyOf(cycle);
  }

  private String why(int from, int to) {
    String names = nodes.get(from).name() + " is before " + nodes.get(to).name() + ", which ";
    for (long page : nodes.get(from).invoked().reads()) {
      if (overwroteWhatWasRead(page, from) == to) {
        return names + "overwrote page " + Long.toUnsignedString(page) + " that it had read";
      }
    }
    for (long page : nodes.get(to).invoked().reads()) {
      if (wroteWhatWasRead(page, to) == from) {
        return names + "read its page " + Long.toUnsignedString(page);
      }
    }
    List<Long> both = new ArrayList<>(nodes.get(to).written());
    both.retainAll(nodes.get(from).written());
    return names + "overwrote page " + Long.toUnsignedString(both.get(0)) + " that it had written";
  }
}
