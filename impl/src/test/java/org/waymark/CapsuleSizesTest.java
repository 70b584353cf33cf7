package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Capsules of every length at which a writer's buffer grows or a symbol ends, written one after the
 * other with the same buffers, are read back byte by byte; also from a stream that trickles.
 */
class CapsuleSizesTest {
  private static final int[] LENGTHS = {
    1, 1_023, 1_024, 1_025, 4_095, 4_096, 4_097, 16_384, 16_385, 65_535, 65_536, 65_537, 1_024,
    131_072, 131_073, 300_000, 1
  };

  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void whatIsWrittenIsReadBack(@TempDir Path directory) throws Exception {
    try (CommitLog log = CommitLog.open(directory)) {
      for (int length : LENGTHS) {
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        writeAndRead(log, payload, new ByteArrayInputStream(payload));
        writeAndRead(log, payload, new Trickle(payload));
      }
    }
  }

  private void writeAndRead(CommitLog log, byte[] payload, InputStream stream) throws Exception {
    CapsuleHandle capsule = log.writeCapsule(stream);
    Submission submission =
        Submission.of(TxnToken.random(random), log.tip(), capsule).writing(payload.length);
    assertThat(log.commit(submission)).isInstanceOf(CommitResult.Committed.class);
    try (InputStream read = log.history().read(log.tip()).openCapsule()) {
      assertThat(read.readAllBytes()).as("%d bytes", payload.length).isEqualTo(payload);
    }
  }

  /** Hands out a few hundred bytes at a time. */
  private static final class Trickle extends FilterInputStream {
    Trickle(byte[] payload) {
      super(new ByteArrayInputStream(payload));
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return super.read(target, offset, Math.min(length, 333));
    }
  }
}
