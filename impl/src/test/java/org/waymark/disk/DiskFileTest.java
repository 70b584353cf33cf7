package org.waymark.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two loops that {@link DiskFile} itself has, on a file that moves a few bytes at a time. */
class DiskFileTest {

  /**
   * Moves at most {@code step} bytes per call and notes where; with step 0 it makes no progress.
   */
  private static final class SlowFile implements DiskFile {
    private final int step;
    private final byte[] bytes = new byte[10];
    private final List<Long> positions = new ArrayList<>();

    SlowFile(int step) {
      this.step = step;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) {
      positions.add(position);
      if (position == bytes.length) {
        return -1;
      }
      int n = Math.min(Math.min(step, length), bytes.length - (int) position);
      System.arraycopy(bytes, (int) position, buffer, offset, n);
      return n;
    }

    @Override
    public int write(long position, byte[] buffer, int offset, int length) {
      positions.add(position);
      int n = Math.min(step, length);
      System.arraycopy(buffer, offset, bytes, (int) position, n);
      return n;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public void truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void preallocate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void force() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  @Test
  void shortWritesAreContinuedWhereTheyStopped() throws IOException {
    SlowFile file = new SlowFile(3);
    file.writeFully(2, new byte[] {9, 1, 2, 3, 4, 5, 6, 7, 9}, 1, 7);
    assertThat(file.positions).containsExactly(2L, 5L, 8L);
    assertThat(file.bytes).containsExactly(0, 0, 1, 2, 3, 4, 5, 6, 7, 0);
  }

  @Test
  void shortReadsAreContinuedToTheEndOfTheFile() throws IOException {
    SlowFile file = new SlowFile(3);
    file.writeFully(0, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0, 10);
    file.positions.clear();
    byte[] buffer = new byte[10];
    assertThat(file.readFully(6, buffer, 1, 9)).isEqualTo(4);
    assertThat(file.positions).containsExactly(6L, 9L, 10L);
    assertThat(buffer).containsExactly(0, 7, 8, 9, 10, 0, 0, 0, 0, 0);
  }

  @Test
  void nothingToDoIsDoneWithoutAnOperation() throws IOException {
    SlowFile file = new SlowFile(3);
    file.writeFully(0, new byte[0], 0, 0);
    assertThat(file.readFully(0, new byte[0], 0, 0)).isZero();
    assertThat(file.positions).isEmpty();
  }

  @Test
  void noProgressIsAFailureAndNoEndlessLoop() {
    SlowFile file = new SlowFile(0);
    assertThatThrownBy(() -> file.writeFully(0, new byte[5], 0, 5))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no progress");
    assertThatThrownBy(() -> file.readFully(0, new byte[5], 0, 5))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no progress");
    assertThat(file.positions).hasSize(2);
  }
}
