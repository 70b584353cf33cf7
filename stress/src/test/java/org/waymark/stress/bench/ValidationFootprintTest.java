package org.waymark.stress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: what is remembered of a transaction grows with its pages, and not with how many live. */
class ValidationFootprintTest {

  /** In arrays that are half empty at worst. */
  private static final long MOST_OF_A_PAGE_READ = 160;

  private static final long MOST_OF_A_PAGE_WRITTEN = 320;

  @ParameterizedTest
  @CsvSource({"0, 1", "4, 1", "16, 4"})
  void aTransactionTakesABoundedRoomForEachPage(int reads, int writes) {
    long most = reads * MOST_OF_A_PAGE_READ + writes * MOST_OF_A_PAGE_WRITTEN;
    for (int retained : new int[] {1_000, 10_000, 70_000}) {
      assertThat(ValidationFootprint.bytesOfEach(true, reads, writes, retained))
          .as("%d retained", retained)
          .isBetween(most / 8, most);
    }
  }
}
