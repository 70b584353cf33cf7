package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.waymark.CommitResult;

class PendingPagesTest {

  /** An answer that comes when somebody waits for it. */
  private static final class Awaited extends CompletableFuture<CommitResult> {
    private boolean awaited;

    @Override
    public CommitResult join() {
      awaited = true;
      complete(new CommitResult.Committed(1, 1));
      return super.join();
    }
  }

  private static final long[] NONE = {};
  private static final long[] PAGE = {1};

  private final PendingPages pages = new PendingPages();
  private final Awaited pending = new Awaited();

  private void addPendingAndRefused() {
    pages.add(pending, NONE, PAGE);
    pages.add(CompletableFuture.completedFuture(new CommitResult.SnapshotTooOld(1)), PAGE, PAGE);
  }

  @Test
  void oneThatWasRefusedAtOnceHidesNoPendingOneFromAReader() {
    addPendingAndRefused();
    pages.awaitAll();
    assertThat(pending.awaited).isTrue();
  }

  @Test
  void oneThatWasRefusedAtOnceHidesNoPendingOneFromAWriterOfThePage() {
    addPendingAndRefused();
    pages.awaitThoseTouching(NONE, PAGE);
    assertThat(pending.awaited).isTrue();
  }

  @Test
  void nobodyWaitsForOtherPages() {
    addPendingAndRefused();
    pages.awaitThoseTouching(new long[] {2}, new long[] {3});
    assertThat(pending.awaited).isFalse();
  }
}
