package org.waymark.stress.campaign;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a campaign that is being run, locked against other processes. One thread.
 *
 * <pre>
 *   campaign.json     what was asked for: seed, shard, tools, budget, slices
 *   results.ndjson    a line for each job that has ended, durable before the next begins;
 *                     before them, of each process, a line that says where it ran
 *   findings/         a bundle for each finding, for waymark replay
 *   jobs/             the running job's files, and the evidence that findings left
 *   lock              held by the process that runs
 * </pre>
 */
final class CampaignDirectory implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Recorded before;
  private final FileChannel channel;
  private Settings settings;

  private CampaignDirectory(Recorded before, FileChannel channel) {
    this.before = before;
    this.channel = channel;
    this.settings = before.settings();
  }

  /**
   * Makes the directory of a new campaign.
   *
   * @throws IllegalArgumentException if there is something in it; the message says what to do
   * @throws IOException if it cannot be made
   */
  static CampaignDirectory create(Path directory, Settings settings) throws IOException {
    if (Files.exists(directory.resolve(Recorded.SETTINGS))) {
      throw new IllegalArgumentException(
          directory + ": holds a campaign already; go on with --resume, or name another --dir");
    }
    Files.createDirectories(directory);
    try (Stream<Path> inside = Files.list(directory)) {
      List<Path> foreign = inside.filter(path -> !path.endsWith(LOCK)).toList();
      if (!foreign.isEmpty()) {
        throw new IllegalArgumentException(
            directory + ": is not empty and holds no campaign; name another --dir");
      }
    }
    FileChannel channel = lock(directory);
    try {
      write(directory, settings);
      return new CampaignDirectory(Recorded.read(directory), channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Opens the directory of a campaign to go on with it; a line that was cut off is dropped.
   *
   * @throws IllegalArgumentException if no campaign was run in it; the message says so
   * @throws IOException if it cannot be read, is damaged, or another process runs it
   */
  static CampaignDirectory resume(Path directory) throws IOException {
    Recorded.requireCampaign(directory);
    FileChannel channel = lock(directory);
    try {
      Recorded recorded = Recorded.read(directory);
      if (recorded.torn()) {
        Path results = directory.resolve(Recorded.RESULTS);
        try (RandomAccessFile file = new RandomAccessFile(results.toFile(), "rw")) {
          file.setLength(recorded.whole());
          file.getFD().sync();
        }
      }
      return new CampaignDirectory(recorded, channel);
    } catch (IOException | IllegalArgumentException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isFree(channel)) {
      channel.close();
      throw new IOException(
          directory
              + ": another process runs this campaign; let it end, or name another directory");
    }
    return channel;
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      // Held until the channel is closed.
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException thisProcess) {
      return false;
    }
  }

  private Path path(String name) {
    return root().resolve(name);
  }

  Path root() {
    return before.directory();
  }

  /** Returns what was recorded when it was opened. */
  Recorded before() {
    return before;
  }

  Settings settings() {
    return settings;
  }

  /** Gives the campaign so much more time than it has used when it was opened. */
  void extend(Duration more) throws IOException {
    settings = settings.lasting(before.used().plus(more));
    write(root(), settings);
  }

  private static void write(Path directory, Settings settings) throws IOException {
    Path file = directory.resolve(Recorded.SETTINGS);
    Writing.whole(file, settings.json().toPrettyString() + "\n");
  }

  /** Writes the bundle of a finding. */
  void add(FindingBundle bundle, int which) throws IOException {
    Path file = FindingBundle.file(root(), bundle.job(), which);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Writing.whole(file, bundle.json().toPrettyString() + "\n");
  }

  /** Returns where a job may leave files. */
  Path of(Job job) {
    String number = job.isCalibration() ? "calibration" + -job.number() : "" + job.number();
    return path("jobs").resolve(number + "-" + job.tool());
  }

  /** Notes where the jobs from here on are run. */
  void add(Environment environment) throws IOException {
    append(JsonNodeFactory.instance.objectNode().set("environment", environment.json()).toString());
  }

  /** Notes that a job has ended. */
  void add(Result result) throws IOException {
    append(result.json().toString());
  }

  private void append(String line) throws IOException {
    Writing.append(path(Recorded.RESULTS), line + "\n");
  }

  /** Lets others at it. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
