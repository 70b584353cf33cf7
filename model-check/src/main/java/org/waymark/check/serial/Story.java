package org.waymark.check.serial;

import java.util.List;

/** Tells why a history is not serializable, for people. */
final class Story {

  private Story() {}

  /** Tells of a history over the pages 0 to {@code pages} − 1 that has a cycle. */
  static String of(History history, int pages) {
    SerializationGraph graph = new SerializationGraph();
    graph.of(history, pages);
    List<Integer> cycle = graph.cycle();
    StringBuilder text = new StringBuilder(history.toString());
    for (int i = 0; i + 1 < cycle.size(); i++) {
      text.append(edge(history, pages, cycle.get(i), cycle.get(i + 1)));
      text.append(System.lineSeparator());
    }
    return text.append("so no order explains them all").toString();
  }

  /** Tells of a transaction that is answered otherwise than the rules say. */
  static String ofDisagreement(
      History history, int begin, int read, int written, Record rules, Record shipped) {
    return "the rules say %s, the shipped code %s, of who began at %d, read %s, wrote %s, behind%n%s"
        .formatted(rules, shipped, begin, History.pages(read), History.pages(written), history);
  }

  private static String edge(History history, int pages, int from, int to) {
    String names = History.name(from) + " is before " + History.name(to) + ", which ";
    for (int page = 0; page < pages; page++) {
      String name = History.pages(1 << page);
      boolean reads = (history.read(from) & 1 << page) != 0;
      if (reads && history.writerAfter(page, history.begin(from)) == to) {
        return names + "overwrote the " + name + " that it read";
      }
      boolean sees = (history.read(to) & 1 << page) != 0;
      if (sees && history.writerAt(page, history.begin(to)) == from) {
        return names + "read its " + name;
      }
    }
    return names + "overwrote what it wrote";
  }
}
