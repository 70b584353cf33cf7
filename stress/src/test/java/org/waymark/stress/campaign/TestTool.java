package org.waymark.stress.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The tool that a whole process finds in tests: one target is calm, one racy, one endless. */
public final class TestTool implements Tool {

  /** The file that a job leaves. */
  static final String TRACE = "trace.txt";

  /** For {@link java.util.ServiceLoader}. */
  public TestTool() {}

  @Override
  public String name() {
    return "test";
  }

  @Override
  public List<String> targets() {
    return List.of("calm", "endless");
  }

  @Override
  public List<String> calibration() {
    return List.of("racy");
  }

  @Override
  public Outcome run(Job job, JobContext context) throws IOException, InterruptedException {
    if (job.target().equals("endless")) {
      context.progress().accept("and so on");
      new CountDownLatch(1).await();
    }
    Files.writeString(context.directory().resolve(TRACE), "first, second");
    return job.target().equals("racy") ? Fakes.found("order") : Fakes.CALM;
  }
}
