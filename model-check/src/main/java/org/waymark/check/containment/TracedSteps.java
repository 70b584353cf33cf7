package org.waymark.check.containment;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.waymark.disk.FileDisk;

/**
 * The main class of a process whose system calls are traced: carries out sequences of steps on a
 * {@link FileDisk} and writes into a file of its own, for the trace alone, which step begins.
 */
public final class TracedSteps {
  /** The file with the marks, beside the directories of the sequences. */
  static final String MARKS = "marks";

  private TracedSteps() {}

  /**
   * Runs.
   *
   * @param arguments the directory to work in, then the seed of each sequence
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    try (FileChannel marks = FileChannel.open(root.resolve(MARKS), CREATE_NEW, WRITE)) {
      for (int i = 1; i < arguments.length; i++) {
        run(root, i - 1, Long.parseLong(arguments[i]), marks);
      }
    }
  }

  private static void run(Path root, int sequence, long seed, FileChannel marks)
      throws IOException {
    FileDisk disk = FileDisk.openOrCreate(root.resolve(Integer.toString(sequence)));
    List<Step> steps = RandomSteps.of(seed, Tracing.STEPS);
    try (Hands hands = new Hands(disk)) {
      for (int i = 0; i < steps.size(); i++) {
        mark(marks, sequence + " " + i);
        hands.apply(steps.get(i));
      }
      mark(marks, sequence + " " + steps.size());
    }
  }

  private static void mark(FileChannel marks, String mark) throws IOException {
    marks.write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.US_ASCII)));
  }
}
