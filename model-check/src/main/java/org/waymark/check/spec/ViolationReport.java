package org.waymark.check.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.waymark.check.Checkout;
import org.waymark.check.counterexample.CounterexampleReports;
import org.waymark.check.counterexample.CounterexampleReports.Subject;
import org.waymark.check.counterexample.CounterexampleReports.Written;

/**
 * What a person is told of a violated property. This is the one place where TLC's words become
 * ours: {@code spec run}, {@code spec simulate} and the layer all show what it returns.
 */
final class ViolationReport {

  private ViolationReport() {}

  /**
   * Tells of a violation as a table, and writes it as a page and as a file that {@code waymark
   * replay} shows; in the words of TLC if those cannot be read.
   *
   * @param model which model was violated
   * @param checks the properties that its configuration names
   * @param files the specification that it was run in
   * @param tlc all that TLC printed, with {@code -tool}
   * @return lines for a person
   * @throws InterruptedException if this thread was interrupted; no child JVM is left
   */
  static String of(SpecModel model, List<String> checks, SpecFiles files, String tlc)
      throws InterruptedException {
    String expected = model.violates();
    String only = checks.size() == 1 ? checks.get(0) : null;
    boolean explained = files.explains(model.module());
    Subject subject =
        new Subject(model.cfg(), model.module(), expected != null ? expected : only, explained);
    try {
      Written written =
          CounterexampleReports.write(subject, files.directory(), tlc, counterexamples());
      return "as a page: " + written.html() + "\n\n" + written.table().stripTrailing();
    } catch (IOException e) {
      return model.cfg() + ", in the words of TLC (" + e.getMessage() + "):\n" + tlc;
    }
  }

  private static Path counterexamples() {
    Path output = Checkout.find().map(Checkout::output).orElse(Path.of("waymark-verify"));
    return output.resolveSibling("waymark-counterexamples");
  }
}
