package org.waymark.check.serial;

import org.jgrapht.Graph;
import org.jgrapht.alg.cycle.CycleDetector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/** Serializability by the words of its definition, with a graph and a search of another library. */
final class Definition {

  private Definition() {}

  static boolean isSerializable(History history, int pages) {
    return !new CycleDetector<>(graph(history, pages)).detectCycles();
  }

  /** Every pair: all later versions, not only the next. */
  private static Graph<Integer, DefaultEdge> graph(History history, int pages) {
    Graph<Integer, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
    for (int node = 0; node < history.size(); node++) {
      graph.addVertex(node);
    }
    for (int from = 0; from < history.size(); from++) {
      for (int to = 0; to < history.size(); to++) {
        if (from != to && isBefore(history, pages, from, to)) {
          graph.addEdge(from, to);
        }
      }
    }
    return graph;
  }

  private static boolean isBefore(History history, int pages, int from, int to) {
    boolean versions =
        (history.written(from) & history.written(to)) != 0 && history.end(from) < history.end(to);
    boolean overwrites =
        (history.read(from) & history.written(to)) != 0 && history.end(to) > history.begin(from);
    boolean reads = false;
    for (int page = 0; page < pages; page++) {
      if ((history.read(to) & 1 << page) != 0) {
        reads |= history.writerAt(page, history.begin(to)) == from;
      }
    }
    return versions || overwrites || reads;
  }
}
