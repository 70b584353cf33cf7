package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.waymark.stress.campaign.Fakes.Clock;
import org.waymark.stress.campaign.Fakes.ScriptedTool;

/** What a reader of a campaign's report sees. */
class CampaignReportTest {
  private static final Settings SETTINGS =
      Settings.of(7, new Shard(1, 2), List.of("jcstress", "soak"), Duration.ofHours(1));
  private static final Environment ARM = new Environment("25", "aarch64", 64, "c0ffee");

  private final List<Result> results = new ArrayList<>();

  private void add(Environment where, long number, String tool, String target, Outcome outcome) {
    Job job = new Job(number, tool, target, number, Duration.ofMinutes(1));
    results.add(new Result(job, where, Duration.ofMinutes(1), outcome, Optional.empty()));
  }

  private static Outcome seen(long good, long bad) {
    return new Outcome(
        new TreeMap<>(Map.of("samples", good + bad)),
        List.of(
            new Seen("Tip<>Marker", "1, 1", "ACCEPTABLE", "publication before the read", good),
            new Seen("Tip<>Marker", "1, 0", "FORBIDDEN", "the tip overtook the marker", bad)),
        List.of());
  }

  private CampaignReport report() {
    Clock clock = new Clock();
    List<Tool> tools =
        List.of(
            new ScriptedTool(
                "jcstress", List.of("tip", "halt"), List.of("twin"), clock, (j, c) -> Fakes.CALM),
            new ScriptedTool("soak", List.of("calm"), List.of(), clock, (j, c) -> Fakes.CALM));
    Recorded shard = new Recorded(Path.of("friday"), SETTINGS, results, 0, /* torn= */ false);
    return new CampaignReport(new Story(List.of(shard), new Totals(tools, List.of(shard))));
  }

  @Test
  void linesTellEverythingThatMatters() {
    add(Fakes.HERE, -1, "jcstress", "twin", Fakes.found("order"));
    add(Fakes.HERE, 0, "jcstress", "tip", seen(1000, 0));
    add(Fakes.HERE, 2, "jcstress", "tip", seen(2000, 0));
    add(Fakes.HERE, 4, "soak", "calm", Fakes.CALM);
    assertThat(String.join("\n", report().lines()))
        .isEqualTo(
            """
            seed 7, shard 1/2, jcstress + soak: 3 jobs in 4:00
            Java 17.0.1, amd64, 2 cores, commit c0ffee

            tool      targets  jobs  time  findings
            ---------------------------------------
            jcstress   1 of 2     2  2:00         0
            soak       1 of 1     1  1:00         0
            jcstress: 3,000 samples
            soak: 10 tries

            wrong on purpose  caught  median time
            -------------------------------------
            jcstress on twin  1 of 1         1:00

            missing: shard 2/2
            56:00 of 1:00:00 are left; go on with: waymark stress --resume friday
            nothing was found in 3 jobs, and each known mistake that was shown was caught\
            """);
  }

  @Test
  void aFindingComesLastWithItsReplay() {
    add(Fakes.HERE, -1, "jcstress", "twin", Fakes.found("order"));
    add(Fakes.HERE, 0, "jcstress", "tip", Fakes.found("order"));
    assertThat(String.join("\n", report().lines()))
        .endsWith(
            """
            FOUND: 1 finding

            order was violated: jcstress on tip
            job 0, seed 0, 1:00; Java 17.0.1, amd64, 2 cores, commit c0ffee

            first it was so,
              then it was not

            waymark replay friday/findings/0-jcstress-tip.json --check\
            """);
  }

  @Test
  void thePageHasOutcomesByJavaVersionAndArchitectureThoseOfCalibrationsToo() {
    add(Fakes.HERE, -1, "jcstress", "twin", seen(1000, 0));
    add(ARM, 2, "jcstress", "tip", seen(20, 3));
    add(ARM, 4, "jcstress", "tip", seen(20, 4));
    String html = report().html();
    assertThat(html)
        .contains("<h3>jcstress on Tip&lt;&gt;Marker</h3>")
        .contains(
            """
            <tr><th>outcome</th>
            <th>expectation</th>
            <th>meaning</th>
            <th>Java 17.0.1, amd64</th>
            <th>Java 25, aarch64</th>
            </tr>
            """)
        .contains(
            """
            <tr><td>1, 0</td>
            <td>FORBIDDEN</td>
            <td>the tip overtook the marker</td>
            <td>0</td>
            <td>7</td>
            </tr>
            """)
        .contains("Java 25, aarch64, 64 cores, commit c0ffee");
  }

  @Test
  void thePageNeedsNothingBesideItselfAndPutsTheVerdictOnTop() {
    add(Fakes.HERE, -1, "jcstress", "twin", Fakes.CALM);
    String html = report().html();
    assertThat(html)
        .contains(
            "<h1 class=\"UNDER_COVERED\">Waymark campaign: UNDER-COVERED: nothing was found, but"
                + " that means too little</h1>")
        .contains("jcstress on twin is wrong on purpose and was NOT CAUGHT")
        .contains("go on with: waymark stress --resume friday")
        .doesNotContain("src=", "href=", "http");
  }
}
