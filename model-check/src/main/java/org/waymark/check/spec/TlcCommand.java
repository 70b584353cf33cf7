package org.waymark.check.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.waymark.check.Checkout;
import org.waymark.check.TlcJar;

/** Puts together the command lines that start TLC in a JVM of its own. */
final class TlcCommand {

  private static final String CHECKER = "tlc2.TLC";
  private static final String SERVER = "tlc2.tool.distributed.TLCServer";
  private static final String WORKER = "tlc2.tool.distributed.TLCWorker";
  private static final int REPORT_MILLIS = 5_000;

  private final List<String> words = new ArrayList<>();

  private TlcCommand(boolean soonEnds, String memory, Path scratch) {
    add(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + memory);
    // A run that soon ends spends its time on start-up and compilation, so that is kept small.
    add(soonEnds ? "-XX:TieredStopAtLevel=1" : "-XX:+TieredCompilation");
    add(soonEnds ? "-XX:+UseSerialGC" : "-XX:+UseParallelGC");
    // TLC unpacks its standard modules here; two runs must not share the place.
    add("-Djava.io.tmpdir=" + scratch);
  }

  /**
   * Looks at all states of a model, or at the random behaviours that it asks for.
   *
   * @param scratch a directory of this run's own
   */
  static List<String> check(SpecModel model, TlcOptions options, Path scratch) throws IOException {
    if (model.simulate() != null) {
      TlcOptions seeded = options.withSeed(seed(model, options));
      return simulate(model, new Simulating(model.simulate(), 0), seeded, scratch);
    }
    TlcCommand command = new TlcCommand(model.soonEnds(), options.memory(model), scratch);
    command.main(CHECKER);
    command.add("-tool", "-checkpoint", "0", "-metadir", scratch.toString());
    // One worker searches strictly breadth first: always the same counterexample and depth.
    command.add("-workers", Integer.toString(options.workers(model)));
    if (model.everyActionTaken() || options.coverage()) {
      command.add("-coverage", "1");
    }
    if (model.samples()) {
      command.add("-seed", Long.toString(seed(model, options)));
    }
    command.add("-config", SpecFiles.cfg(model), model.module());
    return command.words;
  }

  /** A seeded bug that is found by chance is found by the same chance each time. */
  private static long seed(SpecModel model, TlcOptions options) {
    return model.isRandom() ? options.seed() : 0;
  }

  /** Looks at random behaviours: the same for the same seed. */
  static List<String> simulate(SpecModel model, Simulating how, TlcOptions options, Path scratch)
      throws IOException {
    TlcCommand command = new TlcCommand(/* soonEnds= */ false, options.memory(model), scratch);
    if (how.seconds() > 0) {
      command.add("-D" + TlcMain.SECONDS + "=" + how.seconds());
    }
    command.main(CHECKER);
    command.add("-tool", "-metadir", scratch.toString(), "-workers", "1");
    command.add("-simulate", "num=" + how.behaviours().traces());
    command.add("-depth", Integer.toString(how.behaviours().depth()));
    command.add("-seed", Long.toString(options.seed()));
    command.add("-config", SpecFiles.cfg(model), model.module());
    return command.words;
  }

  /** Serves a model to workers elsewhere. TLC wants the configuration beside the module. */
  static List<String> server(SpecModel model, Place here, TlcOptions options, Path scratch)
      throws IOException {
    TlcCommand command = new TlcCommand(/* soonEnds= */ false, options.memory(model), scratch);
    command.at(here);
    command.add("-D" + SERVER + ".report=" + REPORT_MILLIS);
    command.main(SERVER);
    // A server does not read CHECK_DEADLOCK in the configuration, so it is told again.
    command.add("-tool", "-deadlock", "-checkpoint", "0", "-metadir", scratch.toString());
    command.add("-config", model.cfg() + ".cfg", model.module());
    return command.words;
  }

  /**
   * Works for a server.
   *
   * @param server where it is
   * @param here at which address this worker can be called back; its port is the server's
   */
  static List<String> worker(String server, Place here, int threads, String memory, Path scratch)
      throws IOException {
    TlcCommand command = new TlcCommand(/* soonEnds= */ false, memory, scratch);
    command.at(here);
    command.add("-D" + WORKER + ".threadCount=" + threads);
    command.main(WORKER);
    command.add(server);
    return command.words;
  }

  /**
   * Where a server or worker can be reached.
   *
   * @param address a name or number of this machine
   * @param port where the server's registry listens, 1 to 65535
   */
  record Place(String address, int port) {}

  /**
   * How to look at random behaviours.
   *
   * @param behaviours how many at most, and how long
   * @param seconds when to stop all the same; 0 for never
   */
  record Simulating(SpecModel.Simulation behaviours, long seconds) {}

  private void at(Place here) {
    add("-Djava.rmi.server.hostname=" + here.address());
    add("-D" + SERVER + ".port=" + here.port());
  }

  private void main(String tlc) throws IOException {
    Path ours =
        Checkout.codeOf(TlcMain.class)
            .orElseThrow(() -> new IOException("no file holds the class " + TlcMain.class));
    add(
        "-cp",
        TlcJar.path() + System.getProperty("path.separator") + ours,
        TlcMain.class.getName(),
        tlc);
  }

  private void add(String... more) {
    words.addAll(List.of(more));
  }
}
