package org.waymark.check.spec;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import org.waymark.check.spec.Verdict.Kind;
import org.waymark.cli.ExitCode;

/**
 * The end of a run of models: the table, what went wrong, and the command that does it again.
 *
 * @param results what came of the models
 * @param trace whether to tell of expected violations too
 */
record SpecSummary(List<SpecResult> results, boolean trace) {

  private static final int FIGURES = 4;

  /**
   * Prints the results.
   *
   * @param json whether as JSON
   * @param replay the command that runs these again
   * @return the exit code that says it all
   */
  int print(PrintWriter out, boolean json, Function<List<SpecResult>, String> replay)
      throws IOException {
    List<SpecResult> failed = results.stream().filter(result -> !result.verdict().good()).toList();
    if (json) {
      out.println(asJson(failed, replay));
    } else {
      SpecChecks.table(results).lines(FIGURES).forEach(out::println);
      SpecChecks.coverage(results)
          .forEach(
              table -> {
                out.println();
                out.println(table.title());
                table.lines(/* figures= */ 2).forEach(out::println);
              });
      results.forEach(result -> explain(out, result));
      if (!failed.isEmpty()) {
        out.println(replay.apply(failed));
      }
    }
    out.flush();
    return exitCode(failed);
  }

  private void explain(PrintWriter out, SpecResult result) {
    boolean good = result.verdict().good();
    if (good && (!trace || result.report().isEmpty())) {
      return;
    }
    out.println();
    out.println(result.model().cfg() + ": " + result.verdict().explanation());
    if (!result.evidence().isEmpty()) {
      out.println(result.evidence());
    }
    out.println("with plain TLC, in spec/: " + result.replay());
  }

  private String asJson(List<SpecResult> failed, Function<List<SpecResult>, String> replay)
      throws IOException {
    JsonMapper mapper = new JsonMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("held", failed.isEmpty());
    ArrayNode models = root.putArray("models");
    for (SpecResult result : results) {
      ObjectNode json = models.addObject();
      json.put("model", result.model().cfg());
      json.put("kind", result.model().kind().name());
      json.set("bounds", mapper.valueToTree(result.model().bounds()));
      json.put("good", result.verdict().good());
      json.put("outcome", result.verdict().kind().name());
      json.put("explanation", result.verdict().explanation());
      json.put("expectedStates", result.model().states());
      json.put("states", result.states());
      json.put("depth", result.depth());
      json.put("tookMillis", result.took().toMillis());
      json.set("actions", mapper.valueToTree(result.actions()));
      json.put("report", result.verdict().good() && !trace ? "" : result.report());
    }
    if (!failed.isEmpty()) {
      root.put("replay", replay.apply(failed));
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static int exitCode(List<SpecResult> failed) {
    if (failed.isEmpty()) {
      return ExitCode.HELD;
    }
    boolean machine =
        failed.stream().allMatch(result -> result.verdict().kind() == Kind.NOT_ENDED_CLEANLY);
    return machine ? ExitCode.ENVIRONMENT : ExitCode.VIOLATED;
  }
}
