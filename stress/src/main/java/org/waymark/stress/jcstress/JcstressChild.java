package org.waymark.stress.jcstress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.SpinLoopStyle;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.util.Counter;
import org.waymark.cli.ExitCode;

/**
 * Runs jcstress tests one after another in this process, and prints a line of JSON for each of
 * their rounds: the test, jcstress's status and messages, and how often each outcome was seen.
 *
 * <p>The runners are those that jcstress generates. Its front end is left out: it asks the virtual
 * machine about two dozen options in as many processes, and starts one more for every test, which
 * takes longer than our tests do. What it would have varied, the options of the virtual machine,
 * {@link JcstressRuns} varies from run to run.
 *
 * <p>How many rounds a test has is what its {@link Pace} says. What it must see is, for a twin, its
 * bad outcome, and for any other at least two of the outcomes that it allows.
 *
 * <p>Arguments: milliseconds of a round, least rounds, most rounds, samples that are enough,
 * milliseconds of the schedule, names of tests. The process ends when its standard input does, so
 * it does not outlive whoever started it.
 */
final class JcstressChild {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Few samples between two meetings of the actors keep them close together. */
  private static final int STRIDE_SIZE = 8;

  private static final int STRIDES = 8;

  /**
   * How the actors wait for each other, in turn: spinning they meet most closely on idle cores, and
   * hardly ever where others want those cores too.
   */
  private static final List<SpinLoopStyle> STYLES =
      List.of(SpinLoopStyle.THREAD_SPIN_WAIT, SpinLoopStyle.THREAD_YIELD);

  private static final int FOOTPRINT_MEGABYTES = 64;

  /** The arguments before the tests. */
  private static final int FIGURES = 5;

  private final long began = System.nanoTime();
  private final int millis;
  private final int least;
  private final int most;
  private final long samples;
  private final long schedule;

  private JcstressChild(String[] args) {
    millis = Integer.parseInt(args[0]);
    least = Integer.parseInt(args[1]);
    most = Integer.parseInt(args[2]);
    samples = Long.parseLong(args[3]);
    schedule = Long.parseLong(args[4]);
  }

  /** Runs the tests. */
  public static void main(String[] args) throws Exception {
    Thread watch = new Thread(JcstressChild::endWithParent, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    JcstressChild run = new JcstressChild(args);
    for (int i = FIGURES; i < args.length; i++) {
      long due = run.schedule * (i + 1 - FIGURES) / (args.length - FIGURES);
      run.run(JcstressTest.named(args[i]), TimeUnit.MILLISECONDS.toNanos(due));
    }
    // A test that timed out has left threads behind.
    Runtime.getRuntime().halt(ExitCode.HELD);
  }

  private void run(JcstressTest test, long dueNanos) throws Exception {
    TestInfo info = TestList.getInfo(test.name());
    Counter<String> seen = new Counter<>();
    TestResult last;
    int rounds = 0;
    boolean more;
    do {
      last = round(info, STYLES.get(rounds % STYLES.size()));
      seen.merge(last.getCounter());
      print(test, last);
      rounds++;
      boolean late = System.nanoTime() - began > dueNanos;
      more =
          rounds < least
              || (seen.totalCount() < samples && !late)
              || (rounds < most && !hasSeenEnough(test, info, seen));
    } while (more && last.status() == Status.NORMAL);
  }

  private static boolean hasSeenEnough(JcstressTest test, TestInfo info, Counter<String> seen) {
    boolean bad =
        info.cases().stream()
            .filter(c -> c.expect() == Expect.ACCEPTABLE_INTERESTING)
            .anyMatch(c -> seen.count(c.matchPattern()) > 0);
    boolean varied = seen.elementSet().size() >= Math.min(2, JcstressOutcome.allowed(test));
    return varied && (bad || test.role() != Role.TWIN);
  }

  /** One iteration of the generated runner, in a configuration as the front end would send it. */
  @SuppressWarnings("EnumOrdinal") // It is how jcstress sends it.
  private TestResult round(TestInfo info, SpinLoopStyle style) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(style.ordinal());
    out.writeInt(millis);
    out.writeInt(1);
    out.writeUTF(info.generatedRunner());
    out.writeInt(FOOTPRINT_MEGABYTES);
    out.writeInt(STRIDE_SIZE);
    out.writeInt(STRIDES);
    out.writeBoolean(false);
    ForkedTestConfig config =
        new ForkedTestConfig(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    Object runner =
        Class.forName(info.generatedRunner())
            .getConstructor(ForkedTestConfig.class)
            .newInstance(config);
    return ((Runner<?>) runner).run();
  }

  private static void print(JcstressTest test, TestResult result) throws IOException {
    ObjectNode line = JSON.createObjectNode().put("test", test.name());
    line.put("status", result.status().name());
    result.getMessages().forEach(line.putArray("messages")::add);
    ObjectNode seen = line.putObject("seen");
    result.getStateKeys().forEach(outcome -> seen.put(outcome, result.getCount(outcome)));
    System.out.println(JSON.writeValueAsString(line));
    System.out.flush();
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nobody says anything; only the end counts.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Runtime.getRuntime().halt(ExitCode.ENVIRONMENT);
    }
  }
}
