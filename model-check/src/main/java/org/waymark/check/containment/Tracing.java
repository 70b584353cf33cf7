package org.waymark.check.containment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.waymark.check.ChildJvm;

/**
 * The system calls of a real {@link org.waymark.disk.FileDisk}, traced by strace, which needs no
 * special rights. Used by one thread.
 */
final class Tracing {
  /** How many steps a traced sequence has. */
  static final int STEPS = 40;

  private static final long PATIENCE_SECONDS = 60;

  /** Every call that could change a file or force one, so that none goes unseen. */
  private static final String CALLS =
      "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,sync_file_range,"
          + "sync,syncfs,msync,rename,renameat,renameat2,unlink,unlinkat,ftruncate,truncate,"
          + "fallocate,link,linkat,symlink,symlinkat,copy_file_range,sendfile,splice,"
          + "io_uring_enter,io_submit";

  private long sequences;
  private long calls;
  private long images;

  long sequences() {
    return sequences;
  }

  long calls() {
    return calls;
  }

  long images() {
    return images;
  }

  /**
   * Traces a process that runs sequences.
   *
   * @param directory an empty directory for the sequences and the trace
   * @param seeds of the sequences
   * @return the trace
   * @throws IOException if strace is missing or may not trace; the message says how to get it
   */
  static List<String> trace(Path directory, List<Long> seeds)
      throws IOException, InterruptedException {
    Path trace = directory.resolve("trace");
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-y", "-xx", "-s", "4194304"));
    command.addAll(List.of("--seccomp-bpf", "-e", "signal=none", "-e", "trace=" + CALLS));
    command.addAll(List.of("-o", trace.toString()));
    List<String> arguments = new ArrayList<>(List.of(directory.toString()));
    seeds.forEach(seed -> arguments.add(Long.toString(seed)));
    command.addAll(ChildJvm.of(TracedSteps.class, arguments.toArray(String[]::new)).command());
    Path said = directory.resolve("said");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
    } catch (IOException e) {
      throw new IOException("strace is needed (package strace); " + e.getMessage(), e);
    }
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(
            "strace (5.3 or later, and the right to trace) is needed; it said: "
                + Files.readString(said));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
  }

  /**
   * Checks a trace.
   *
   * @param directory the one that was traced
   * @param seeds of the sequences
   * @return what is wrong, in paragraphs
   */
  List<String> check(
      List<String> trace, Path directory, List<Long> seeds, Twin.Kindness kindness, long seed)
      throws IOException {
    List<String> violations = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    String root = directory.toRealPath().toString();
    List<List<List<SystemCall>>> made = byStep(SystemCall.read(trace), root, seeds.size());
    for (int sequence = 0; sequence < seeds.size(); sequence++) {
      TraceCheck check = new TraceCheck(root + "/" + sequence, new Twin(kindness), random.split());
      List<Step> steps = RandomSteps.of(seeds.get(sequence), STEPS);
      for (int i = 0; i < steps.size(); i++) {
        Optional<String> wrong = check.step(steps.get(i), made.get(sequence).get(i));
        if (wrong.isPresent()) {
          violations.add(
              "system calls of sequence "
                  + seeds.get(sequence)
                  + ", step "
                  + (i + 1)
                  + ": "
                  + wrong.get());
          break;
        }
      }
      sequences++;
      calls += check.calls();
      images += check.images();
    }
    return violations;
  }

  /** Checks a sequence of which nothing was traced: as if a process had made the right calls. */
  List<String> checkExpected(long sequenceSeed, SplittableRandom random) throws IOException {
    String directory = "/expected";
    TraceCheck check = new TraceCheck(directory, new Twin(Twin.Kindness.NONE), random);
    ExpectedCalls calls = new ExpectedCalls(directory);
    List<String> violations = new ArrayList<>();
    int number = 0;
    for (Step step : RandomSteps.of(sequenceSeed, STEPS)) {
      number++;
      Optional<String> wrong = check.step(step, SystemCall.read(calls.of(step)));
      if (wrong.isPresent()) {
        violations.add(
            "expected calls of sequence " + sequenceSeed + ", step " + number + ": " + wrong.get());
        break;
      }
    }
    images += check.images();
    return violations;
  }

  /** Cuts the calls at the marks: by sequence, by step. */
  private static List<List<List<SystemCall>>> byStep(
      List<SystemCall> calls, String root, int sequences) throws IOException {
    List<List<List<SystemCall>>> all = new ArrayList<>();
    List<SystemCall> current = new ArrayList<>();
    for (SystemCall call : calls) {
      if (call.name().equals("write") && call.pathOf(0).equals(root + "/" + TracedSteps.MARKS)) {
        String[] mark = call.text(1).split(" ", -1);
        if (mark[1].equals("0")) {
          all.add(new ArrayList<>());
        }
        current = new ArrayList<>();
        all.get(Integer.parseInt(mark[0])).add(current);
      } else {
        current.add(call);
      }
    }
    if (all.size() != sequences || all.stream().anyMatch(s -> s.size() != STEPS + 1)) {
      throw new IOException("the trace is not whole");
    }
    return all;
  }
}
