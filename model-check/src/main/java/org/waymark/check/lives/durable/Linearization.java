package org.waymark.check.lives.durable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.waymark.check.lives.durable.SequentialLog.Next;

/**
 * Looks for orders of the steps of concurrent calls that explain all their answers, and says what
 * recovery may find after such an order.
 *
 * <p>An order keeps to real time: all steps of a call that returned before another was made come
 * before those of the other. Calls that were under way at the crash may have taken all, some or
 * none of their steps. The search visits each (place in each thread, sequential state) once.
 *
 * <p>Source of the search: Wing and Gong, "Testing and Verifying Concurrent Objects", JPDC 1993; of
 * remembering what was visited: Lowe, "Testing for Linearizability", CCPE 2017.
 */
final class Linearization {
  private final List<List<Call>> threads;
  private final Set<List<Integer>> recoverable = new HashSet<>();
  private final Set<Node> visited = new HashSet<>();
  private final ArrayDeque<Node> open = new ArrayDeque<>();

  /**
   * A place in the search.
   *
   * @param done of each thread, how many of its calls have taken all their steps
   * @param left of each thread, what its next call has left to do; 0 if it has not begun
   */
  private record Node(List<Integer> done, List<Integer> left, SequentialLog log) {}

  private Linearization(List<List<Call>> threads) {
    this.threads = threads;
  }

  /**
   * Returns the histories, as transaction numbers in commit order, that recovery may find after a
   * crash at the end of these calls; none if no order explains the answers.
   *
   * @param threads of each thread, its calls in order; the last one may be under way
   */
  static Set<List<Integer>> recoverable(List<List<Call>> threads, SequentialLog beginning) {
    Linearization search = new Linearization(threads);
    List<Integer> zeros = threads.stream().map(thread -> 0).toList();
    search.visit(new Node(zeros, zeros, beginning));
    while (!search.open.isEmpty()) {
      search.expand(search.open.pop());
    }
    return search.recoverable;
  }

  private void visit(Node node) {
    if (visited.add(node)) {
      open.push(node);
    }
  }

  private void expand(Node node) {
    // Whatever is made after the earliest return of what is not done has to wait.
    int earliestReturn = Integer.MAX_VALUE;
    for (int t = 0; t < threads.size(); t++) {
      if (node.done.get(t) < threads.get(t).size()) {
        earliestReturn = Math.min(earliestReturn, next(node, t).returned);
      }
    }
    if (earliestReturn == Integer.MAX_VALUE) {
      recoverable.addAll(node.log.mayRecover());
    }
    for (int t = 0; t < threads.size(); t++) {
      if (node.done.get(t) < threads.get(t).size() && next(node, t).invoked < earliestReturn) {
        Next step = node.log.step(next(node, t), node.left.get(t));
        if (step != null) {
          visit(after(node, t, step));
        }
      }
    }
  }

  private Call next(Node node, int thread) {
    return threads.get(thread).get(node.done.get(thread));
  }

  private static Node after(Node node, int thread, Next step) {
    boolean done = step.left() == SequentialLog.DONE;
    return new Node(
        done ? with(node.done, thread, node.done.get(thread) + 1) : node.done,
        with(node.left, thread, done ? 0 : step.left()),
        step.log());
  }

  private static List<Integer> with(List<Integer> list, int index, int value) {
    List<Integer> changed = new ArrayList<>(list);
    changed.set(index, value);
    return List.copyOf(changed);
  }
}
