package org.waymark.stress.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.SplittableRandom;
import org.waymark.CapsuleHandle;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.LogOptions;
import org.waymark.Submission;
import org.waymark.TxnToken;

/** The commit log as an application uses it; every writer keeps to pages of its own. */
final class CommitLogContender implements Contender {
  private final CommitLog log;
  private final SplittableRandom[] tokens;
  private final byte[][] payloads;

  CommitLogContender(Path directory, int writers, int capsuleBytes, long seed) throws IOException {
    log = CommitLog.open(directory, LogOptions.defaults().withRandom(new Random(seed)));
    tokens = new SplittableRandom[writers];
    payloads = new byte[writers][capsuleBytes];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < writers; i++) {
      tokens[i] = random.split();
      tokens[i].nextBytes(payloads[i]);
    }
  }

  @Override
  public void commit(int writer) throws Exception {
    long begin = log.tip();
    CapsuleHandle capsule = log.writeCapsule(payloads[writer]);
    long page = 4L * writer;
    CommitResult result =
        log.commit(
            Submission.of(TxnToken.random(tokens[writer]), begin, capsule)
                .writing(page + 1, page + 2, page + 3, page + 4));
    if (!(result instanceof CommitResult.Committed)) {
      throw new IllegalStateException("a commit without conflicts was answered " + result);
    }
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
