package org.waymark.check.spec;

/**
 * What a person is told of a violated property. This is the one place where TLC's words become
 * ours: {@code spec run}, {@code spec simulate} and the layer all show what it returns.
 */
final class ViolationReport {

  private ViolationReport() {}

  /**
   * Tells of a violation.
   *
   * @param model which model was violated
   * @param tlc all that TLC printed, with {@code -tool}
   * @return lines for a person
   */
  static String of(SpecModel model, String tlc) {
    return model.cfg() + ", in the words of TLC:\n" + tlc;
  }
}
