package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.Profile;
import org.waymark.cli.ExitCode;

/** One model on a server and two workers, each a process of its own. */
@Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpecDistributedTest {

  /** Fewer would be searched before the second worker is there. */
  private static final long ENOUGH = 5_000;

  @TempDir private Path directory;

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static SpecModel model() throws Exception {
    return SpecRunner.models(Profile.QUICK).stream()
        .filter(model -> model.states() >= ENOUGH && !model.liveness())
        .min(Comparator.comparingLong(SpecModel::states))
        .orElseThrow();
  }

  @Test
  void twoWorkersFindTheRecordedStates() throws Exception {
    SpecModel model = model();
    String port = Integer.toString(freePort());
    try (Cli server =
        Cli.start(
            directory, "spec", "run", model.cfg(), "--distributed", "--port", port, "--json")) {
      server.awaitError(model.cfg() + ": ");
      assertThatIOException().isThrownBy(() -> connect("127.0.0.2", port));
      try (Cli first = worker(port);
          Cli second = worker(port)) {
        Cli.Outcome served = server.await();

        assertThat(served.code()).as(served.out() + served.err()).isEqualTo(ExitCode.HELD);
        assertThat(served.err()).contains("waymark spec worker 127.0.0.1 --port " + port);
        JsonNode found = new JsonMapper().readTree(served.out()).required("models").get(0);
        assertThat(found.required("states").asLong()).isEqualTo(model.states());
        assertDone(first);
        assertDone(second);
        assertThat(server.temporary()).isEmptyDirectory();
      }
    }
  }

  private static void connect(String address, String port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, Integer.parseInt(port)), 1_000);
    }
  }

  private Cli worker(String port) throws Exception {
    return Cli.start(
        directory,
        "spec",
        "worker",
        "127.0.0.1",
        "--port",
        port,
        "--threads",
        "1",
        "--memory",
        "256m");
  }

  private static void assertDone(Cli worker) throws Exception {
    Cli.Outcome outcome = worker.await();
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.HELD);
    assertThat(outcome.out()).containsPattern("work completed at: .* Computed: [1-9]");
    assertThat(worker.temporary()).isEmptyDirectory();
  }
}
