package org.waymark.log;

/** Sees every recovered marker once, in sequence order, while a log is opened. */
@FunctionalInterface
public interface MarkerVisitor {

  /** A visitor that looks at nothing. */
  MarkerVisitor NONE = marker -> {};

  /**
   * Sees one marker. If the opening fails later, what was seen is void. What this throws ends the
   * opening.
   */
  void visit(Marker marker);
}
