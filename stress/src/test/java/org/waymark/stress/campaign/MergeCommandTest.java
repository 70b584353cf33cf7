package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.cli.ExitCode;
import org.waymark.stress.campaign.Fakes.Clock;
import org.waymark.stress.campaign.Fakes.Script;
import picocli.CommandLine;

/** Shards of one campaign are summed up, and only those. */
class MergeCommandTest {
  private static final Duration MINUTES = Duration.ofMinutes(3);
  private static final Script CALM = (job, context) -> Fakes.CALM;

  @TempDir private Path temp;

  private final Clock clock = new Clock();

  private record Ended(int code, String out, String err) {}

  /** Runs a shard; returns its directory. */
  private String shard(long seed, String shard, Duration budget, Script script) throws Exception {
    Tool tool = Fakes.tool("crash", clock, script);
    Settings settings = Settings.of(seed, Shard.parse(shard), List.of("crash"), budget);
    Path path = Files.createTempDirectory(temp, "shard");
    try (CampaignDirectory directory = CampaignDirectory.create(path, settings)) {
      Fakes.run(directory, List.of(tool), clock, /* failFast= */ false);
    }
    return path.toString();
  }

  private Ended merge(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new MergeCommand(List.of(Fakes.tool("crash", clock, CALM))))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  @Test
  void sumsUpAllShards() throws Exception {
    Path report = temp.resolve("all.html");
    Ended ended =
        merge(
            shard(7, "3/3", MINUTES, CALM),
            shard(7, "1/3", MINUTES, CALM),
            shard(7, "2/3", MINUTES, CALM),
            "--report",
            report.toString());
    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.HELD);
    assertThat(ended.out())
        .contains("seed 7, shard 1/3, 2/3, 3/3, crash: 51 jobs in 9:00")
        .contains("crash: 510 tries")
        .contains("3 of 3")
        .doesNotContain("missing");
    assertThat(report).content().contains("nothing was found in 51 jobs");
  }

  @Test
  void saysWhichShardsAreMissing() throws Exception {
    Ended ended = merge(shard(7, "1/4", MINUTES, CALM), shard(7, "3/4", MINUTES, CALM));
    assertThat(ended.code()).isEqualTo(ExitCode.HELD);
    assertThat(ended.out()).contains("missing: shard 2/4, 4/4\n");
  }

  @Test
  void oneFindingOfOneShardIsEnough() throws Exception {
    Script racy = (job, context) -> job.number() == 3 ? Fakes.found("order") : Fakes.CALM;
    String second = shard(7, "2/2", MINUTES, racy);
    Ended ended = merge(shard(7, "1/2", MINUTES, racy), second);
    assertThat(ended.code()).isEqualTo(ExitCode.VIOLATED);
    assertThat(ended.out().lines().reduce("", (last, line) -> line))
        .startsWith("waymark replay " + second + "/findings/3-crash-");
  }

  @Test
  void refusesShardsThatOverlap() throws Exception {
    String one = shard(7, "1/2", MINUTES, CALM);
    String other = shard(7, "1/2", MINUTES, CALM);
    Ended ended = merge(one, other);
    assertThat(ended.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ended.err()).startsWith(one + " and " + other + ": overlap: both are shard 1/2\n");
    assertThat(merge(one, one).code()).isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void refusesShardsOfAnotherCampaign() throws Exception {
    String one = shard(7, "1/2", MINUTES, CALM);
    List<String> others =
        Stream.of(
                shard(8, "2/2", MINUTES, CALM),
                shard(7, "2/3", MINUTES, CALM),
                shard(7, "2/2", MINUTES.multipliedBy(10), CALM))
            .toList();
    for (String other : others) {
      Ended ended = merge(one, other);
      assertThat(ended.code()).isEqualTo(ExitCode.WRONG_USE);
      assertThat(ended.err()).startsWith(one + " and " + other + ": are not of one campaign: ");
    }
    assertThat(merge(one, others.get(0)).err())
        .contains(
            "seed 7, of 2 shards, crash, jobs of 10.0 s, but seed 8, of 2 shards, crash, jobs of"
                + " 10.0 s");
    assertThat(merge(one, temp.toString()).code()).isEqualTo(ExitCode.WRONG_USE);
  }
}
