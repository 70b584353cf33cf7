package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.disk.DiskFullException;
import org.waymark.disk.MemoryDisk;

/** What is written can be read: capsules of all sizes, from many threads, across segments. */
class RoundTripTest {

  private static final LogShape SMALL = new LogShape(4, 128 << 10);
  private final MemoryDisk disk = new MemoryDisk();

  @ParameterizedTest
  @ValueSource(ints = {1, 4096, 65_535, 65_536, 65_537, 131_072, 200_000, 5_000_000})
  void aCapsuleIsReadBackAcrossSegments(int length) throws IOException {
    try (OpenLog log = Committer.open(disk, SMALL, 1)) {
      new Committer(log, 7).commit(length);
      try (InputStream payload = log.reader().capsule(log.reader().marker(1))) {
        assertThat(payload.readAllBytes()).isEqualTo(Committer.payload(7, 1, length));
      }
    }
  }

  @Test
  void theSameBytesHaveTheSameIdWhereverTheyLie() throws IOException {
    try (OpenLog log = Committer.open(disk, SMALL, 1)) {
      byte[] payload = Committer.payload(7, 1, 150_000);
      Extent first = log.capsules().write(new ByteArrayInputStream(payload));
      Extent second = log.capsules().write(new ByteArrayInputStream(payload));
      assertThat(second.id()).isEqualTo(first.id());
      assertThat(second.location()).isNotEqualTo(first.location());
      assertThat(second.length()).isEqualTo(150_000);
      assertThat(second.lastSegment()).isGreaterThan(second.firstSegment());
    }
  }

  @Test
  void markersAreFoundBySequenceAndByTimeAcrossRotations() throws IOException {
    try (OpenLog log = Committer.open(disk, SMALL, 1)) {
      Committer committer = new Committer(log, 7);
      for (int i = 0; i < 11; i++) {
        committer.commit(10);
      }
      for (long sequence = 1; sequence <= 11; sequence++) {
        Marker marker = log.reader().marker(sequence);
        assertThat(marker.sequence()).isEqualTo(sequence);
        assertThat(marker.durableUpTo()).isEqualTo(sequence - 1);
        assertThat(log.reader().proof(marker).token()).isEqualTo(Committer.token(sequence));
        assertThat(log.reader().lastAtOrBefore(marker.time(), 11)).isEqualTo(sequence);
      }
      assertThat(log.reader().lastAtOrBefore(0, 11)).isZero();
      assertThat(log.reader().lastAtOrBefore(Long.MAX_VALUE, 11)).isEqualTo(11);
    }
    assertThat(disk.list()).filteredOn(name -> name.startsWith("markers-")).hasSize(3);
  }

  @Test
  void groupsFillASegmentToItsEndAndNeverStraddle() throws IOException {
    try (OpenLog log = Committer.open(disk, SMALL, 1)) {
      Committer committer = new Committer(log, 7);
      assertThat(log.markers().roomFor(1)).isEqualTo(4);
      committer.commit(1, 2, 3, 4);
      assertThat(log.markers().roomFor(5)).isEqualTo(4);
      committer.commit(5);
      assertThat(log.markers().roomFor(6)).isEqualTo(3);
      List<MarkerDraft> tooMany = committer.coverByForce(1, 1, 1, 1);
      assertThatThrownBy(() -> committer.append(tooMany))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 to 3 markers");
      committer.commit(1, 1, 1);
      assertThat(committer.tip()).isEqualTo(8);
    }
  }

  @Test
  void manyThreadsWriteAtOnceAndDisturbNobody() throws Exception {
    int writers = 8;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try (OpenLog log = Committer.open(disk, SMALL, 1)) {
      List<Callable<Extent>> tasks = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        byte[] payload = Committer.payload(3, i, 1 + i * 997);
        tasks.add(() -> log.capsules().write(new ByteArrayInputStream(payload)));
      }
      List<Future<Extent>> extents = pool.invokeAll(tasks);
      ProofEncoder proofs = new ProofEncoder(log.incarnation());
      for (int i = 0; i < 200; i++) {
        Extent extent = extents.get(i).get();
        proofs.reset();
        proofs.add(1, 0, Committer.token(1), extent, new long[] {1}, new long[] {}, List.of());
        Proof proof = Proof.decode(proofs.bytes(), 0);
        try (InputStream stored = log.reader().capsule(proof)) {
          assertThat(stored.readAllBytes()).isEqualTo(Committer.payload(3, i, 1 + i * 997));
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aStreamThatFailsIsTheUsersTroubleAndCostsOnlySpace() throws IOException {
    try (OpenLog log = Committer.open(disk, SMALL, 1)) {
      InputStream failing = new PipedInputStream();
      InputStream halfway =
          new SequenceInputStream(new ByteArrayInputStream(new byte[70_000]), failing);
      assertThatThrownBy(() -> log.capsules().write(halfway))
          .isInstanceOf(PayloadException.class)
          .hasMessageContaining("Pipe not connected");
      Committer committer = new Committer(log, 7);
      committer.commit(100_000);
      committer.commit(100_000);
    }
  }

  @Test
  void anEmptyStreamIsRefused() throws IOException {
    try (OpenLog log = Committer.open(disk, SMALL, 1)) {
      assertThatThrownBy(() -> log.capsules().write(InputStream.nullInputStream()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("empty");
    }
  }

  @Test
  void aFullDiskRefusesOneCapsuleAndLeavesNoTemporaryFile() throws IOException {
    try (OpenLog log = Committer.open(disk, SMALL, 1)) {
      Committer committer = new Committer(log, 7);
      committer.commit(1000);
      disk.limitCapacity(200 << 10);
      assertThatThrownBy(() -> log.capsules().write(new ByteArrayInputStream(new byte[300_000])))
          .isInstanceOf(DiskFullException.class);
      assertThat(disk.list()).noneMatch(name -> name.endsWith(".tmp"));
      disk.limitCapacity(Long.MAX_VALUE);
      committer.commit(300_000);
      assertThat(log.reader().marker(2).sequence()).isEqualTo(2);
    }
  }

  @Test
  void aCapsuleThatIsNotTheOneItsProofNamesIsNotHandedOut() throws IOException {
    try (OpenLog log = Committer.open(disk, SMALL, 1)) {
      Extent real = log.capsules().write(new ByteArrayInputStream(new byte[200_000]));
      for (Extent claimed :
          List.of(
              new Extent(new Id128(1, 2), real.location(), real.length(), 1, 1),
              new Extent(real.id(), real.location(), 70_000, 1, 1),
              new Extent(real.id(), real.location(), 65_536, 1, 1),
              new Extent(real.id(), real.location(), 10, 1, 1),
              new Extent(real.id(), real.location(), 300_000, 1, 1))) {
        ProofEncoder proofs = new ProofEncoder(log.incarnation());
        proofs.add(1, 0, Committer.token(1), claimed, new long[] {1}, new long[] {}, List.of());
        Proof proof = Proof.decode(proofs.bytes(), 0);
        assertThatThrownBy(() -> log.reader().capsule(proof).readAllBytes())
            .as(claimed.toString())
            .isInstanceOf(LogException.class)
            .hasMessageContaining("of the capsule: ");
      }
    }
  }
}
