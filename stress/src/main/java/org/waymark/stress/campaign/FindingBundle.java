package org.waymark.stress.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waymark.check.HtmlPage;
import org.waymark.check.Trees;
import org.waymark.check.counterexample.CounterexampleFile;
import org.waymark.check.replay.Bundle;

/**
 * A finding with the job that it came of, as a file keeps it; checking it runs the job again.
 * Immutable.
 *
 * @param job what was done
 * @param finding what came of it
 * @param environment where
 */
record FindingBundle(Job job, Finding finding, Environment environment) implements Bundle {

  /** The kind of bundle that this is. */
  static final String KIND = "stress";

  private static final int VERSION = 1;

  /** A file may come from anybody; it must not occupy the machine for days. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * Returns the file of a bundle in the directory of its campaign.
   *
   * @param which of the job's findings, from 0
   */
  static Path file(Path campaign, Job job, int which) {
    String name = job.number() + "-" + job.tool() + "-" + job.target();
    String plain = name.replaceAll("[^\\w.-]", "_") + (which == 0 ? "" : "-" + (which + 1));
    return campaign.resolve("findings").resolve(plain + ".json");
  }

  /** Returns the command that runs the job of a bundle again. */
  static String replay(Path file) {
    return CounterexampleFile.replay(file) + " --check";
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", CounterexampleFile.FORMAT).put("version", VERSION).put("kind", KIND);
    json.set("job", Result.json(job));
    json.put("property", finding.property());
    finding.story().forEach(json.putArray("story")::add);
    json.setAll(environment.json());
    return json;
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is something else; the message says what is wrong
   */
  static FindingBundle read(JsonNode json) {
    int version = json.required("version").asInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "version " + version + " of the format; this program reads version " + VERSION);
    }
    Job job = Result.readJob(json.required("job"));
    if (job.time().compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a job of more than an hour is no campaign's");
    }
    String property = json.required("property").asText();
    Finding finding = new Finding(property, Result.lines(json.required("story")));
    return new FindingBundle(job, finding, Environment.read(json));
  }

  /** Returns what was violated by what, in one line. */
  String title() {
    return finding.property() + " was violated: " + job.tool() + " on " + job.target();
  }

  private String origin() {
    String number = job.isCalibration() ? "a calibration" : "job " + job.number();
    return number + ", seed " + job.seed() + ", " + Words.time(job.time()) + "; " + environment;
  }

  @Override
  public String text(int width, String command) {
    StringBuilder text = new StringBuilder();
    text.append(title()).append('\n').append(origin()).append("\n\n");
    finding.story().forEach(line -> text.append(line).append('\n'));
    return text.append('\n').append(command).append('\n').toString();
  }

  @Override
  public String html(String command) {
    HtmlPage page = new HtmlPage(title());
    page.element("h1", title());
    page.element("p", origin());
    page.element("pre", String.join("\n", finding.story()));
    page.element("pre", command);
    return page.end();
  }

  @Override
  public Recheck check() throws IOException, InterruptedException {
    Optional<Tool> tool =
        Tools.all().stream().filter(each -> each.name().equals(job.tool())).findFirst();
    if (tool.isEmpty() || !Tools.knows(tool.get(), job.target())) {
      String gone = "there is no " + job.tool() + " target '" + job.target() + "' any more";
      return new Recheck(Outcome.STALE, List.of(gone));
    }
    Path directory = Files.createTempDirectory("waymark-stress");
    boolean kept = false;
    try {
      JobRun run = new JobRun(tool.get(), job, directory, Environment.here(), System::nanoTime);
      Result result = run.run(doing -> {});
      kept = result.hasFound() && !Trees.files(directory).isEmpty();
      return judge(result, kept ? List.of("what it left is in " + directory) : List.of());
    } finally {
      if (!kept) {
        Trees.delete(directory);
      }
    }
  }

  private static Recheck judge(Result result, List<String> evidence) throws IOException {
    if (result.trouble().isPresent()) {
      throw new IOException(result.trouble().get());
    }
    String ran = "the job ran again for " + Words.time(result.took());
    if (!result.hasFound()) {
      String all = " and found nothing; where threads race, that is no proof: try it again";
      return new Recheck(Outcome.HOLDS_NOW, List.of(ran + all));
    }
    List<String> findings = new ArrayList<>();
    for (Finding finding : result.outcome().findings()) {
      String first = finding.story().isEmpty() ? "" : ": " + finding.story().get(0);
      findings.add(ran + " and violated " + finding.property() + first);
    }
    findings.addAll(evidence);
    return new Recheck(Outcome.STILL_FAILS, findings);
  }
}
