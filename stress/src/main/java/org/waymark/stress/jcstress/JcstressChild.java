package org.waymark.stress.jcstress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * Runs jcstress tests one after another in this process, and prints a line of JSON for each: its
 * name, jcstress's status and messages, and how often each outcome was seen.
 *
 * <p>The runners are those that jcstress generates. Its front end is left out: it asks the virtual
 * machine about two dozen options in as many processes, and starts one more for every test, which
 * takes longer than our tests do. What it would have varied, the options of the virtual machine,
 * {@link JcstressRuns} varies from run to run.
 *
 * <p>A test runs for a number of rounds, and for more, up to a most, as long as it has not seen
 * what it must: a twin its bad outcome, any other at least two of the outcomes that it allows.
 *
 * <p>Arguments: milliseconds of a round, least rounds, most rounds, names of tests. The process
 * ends when its standard input does, so it does not outlive whoever started it.
 */
final class JcstressChild {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Few samples between two meetings of the actors keep them close together. */
  private static final int STRIDE_SIZE = 8;

  private static final int STRIDES = 8;
  private static final int FOOTPRINT_MEGABYTES = 64;

  private JcstressChild() {}

  /** Runs the tests. */
  public static void main(String[] args) throws Exception {
    Thread watch = new Thread(JcstressChild::endWithParent, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    int millis = Integer.parseInt(args[0]);
    int least = Integer.parseInt(args[1]);
    int most = Integer.parseInt(args[2]);
    for (int i = 3; i < args.length; i++) {
      run(JcstressTest.named(args[i]), millis, least, most);
    }
    // A test that timed out has left threads behind.
    Runtime.getRuntime().halt(ExitCode.HELD);
  }

  private static void run(JcstressTest test, int millis, int least, int most) throws Exception {
    TestInfo info = TestList.getInfo(test.name());
    Counter<String> seen = new Counter<>();
    TestResult last = round(info, millis);
    seen.merge(last.getCounter());
    for (int rounds = 1; rounds < most && last.status() == Status.NORMAL; rounds++) {
      if (rounds >= least && hasSeenEnough(test, info, seen)) {
        break;
      }
      last = round(info, millis);
      seen.merge(last.getCounter());
    }
    print(test, last, seen);
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
  private static TestResult round(TestInfo info, int millis) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(SpinLoopStyle.THREAD_SPIN_WAIT.ordinal());
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

  private static void print(JcstressTest test, TestResult result, Counter<String> counts)
      throws IOException {
    ObjectNode line = JSON.createObjectNode().put("test", test.name());
    line.put("status", result.status().name());
    result.getMessages().forEach(line.putArray("messages")::add);
    ObjectNode seen = line.putObject("seen");
    counts.elementSet().forEach(outcome -> seen.put(outcome, counts.count(outcome)));
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
