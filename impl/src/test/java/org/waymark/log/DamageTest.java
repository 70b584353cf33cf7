package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.disk.MemoryDisk;

/**
 * Goal: damage in committed history refuses the opening, names the case, the place and what is
 * still good, and nothing is modified.
 *
 * <p>Mechanism: a log of two incarnations, neither closed, each with three groups of two: 1 to 6 in
 * the first and 7 to 12 in the second, two groups to a marker segment. A test damages one thing,
 * reads the message, and compares the directory before and after.
 */
class DamageTest {

  /** Two groups of two markers to a segment. */
  private static final LogShape SHAPE = new LogShape(4, 16 << 10);

  private final MemoryDisk disk = new MemoryDisk();
  private final Tampering tamper = new Tampering(disk);

  @BeforeEach
  void twoLives() throws IOException {
    for (int life = 1; life <= 2; life++) {
      OpenLog log = Committer.open(disk, SHAPE, life);
      Committer committer = new Committer(log, 7);
      for (int group = 0; group < 3; group++) {
        committer.commit(100, 3000);
      }
      log.close();
    }
  }

  private LogException refused(char letter) throws IOException {
    Map<String, Id128> before = tamper.picture();
    LogException dryRun =
        catchThrowableOfType(LogException.class, () -> OpenLog.examine(disk, () -> 0));
    LogException refusal =
        catchThrowableOfType(LogException.class, () -> Committer.open(disk, SHAPE, 3));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.reason()).isEqualTo(LogException.Reason.DAMAGED);
    assertThat(refusal).hasMessageContaining("(recovery case " + letter + ")");
    assertThat(refusal).hasMessageContaining("nothing was changed").message().hasLineCount(1);
    assertThat(dryRun).hasMessage(refusal.getMessage());
    assertThat(tamper.picture()).isEqualTo(before);
    return refusal;
  }

  private static long slot(int index) {
    return MarkerSegmentHeader.slotOffset(index);
  }

  @Test
  void theUndamagedLogOpens() throws IOException {
    try (OpenLog log = Committer.open(disk, SHAPE, 3)) {
      assertThat(log.tip()).isEqualTo(12);
      assertThat(log.report().recoveryCase()).isEqualTo(RecoveryCase.IN_DOUBT);
      assertThat(log.report().durableUpTo()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aMarkerProvenByALaterSegmentIsMissed(int index) throws IOException {
    tamper.zero(tamper.markers(0), slot(index), Marker.SIZE);
    LogException refusal = refused('D');
    assertThat(refusal.sequence()).isEqualTo(index + 1);
    assertThat(refusal.offset()).isEqualTo(slot(index));
    assertThat(refusal.file()).endsWith(tamper.markers(0));
    assertThat(refusal).hasMessageContaining("blank");
  }

  @Test
  void aMarkerProvenByTheBaseOfALaterIncarnationIsMissed() throws IOException {
    tamper.flip(tamper.markers(1), slot(1) + 40);
    LogException refusal = refused('D');
    assertThat(refusal.sequence()).isEqualTo(6);
    assertThat(refusal).hasMessageContaining("checksum").hasMessageContaining("the header of");
    assertThat(refusal).hasMessageContaining("sequences 1 to 5 before it can be read");
  }

  @Test
  void aMarkerProvenByALaterWatermarkIsMissed() throws IOException {
    tamper.delete(tamper.markers(3));
    tamper.flip(tamper.markers(2), slot(0) + 8);
    LogException refusal = refused('D');
    assertThat(refusal.sequence()).isEqualTo(7);
    assertThat(refusal).hasMessageContaining("marker 9 in");
  }

  @Test
  void aMarkerProvenByTheCloseRecordIsMissed() throws IOException {
    OpenLog log = Committer.open(disk, SHAPE, 3);
    new Committer(log, 7).commit(10, 10);
    log.closeCleanly(1);
    tamper.zero(tamper.name("markers-0000000003", 0), slot(1), Marker.SIZE);
    LogException refusal = refused('D');
    assertThat(refusal.sequence()).isEqualTo(14);
    assertThat(refusal).hasMessageContaining("the close record in");
  }

  @Test
  void markersOfTheLastGroupOfAnUncleanIncarnationAreTheStatedExemption() throws IOException {
    tamper.flip(tamper.markers(3), slot(1));
    try (OpenLog log = Committer.open(disk, SHAPE, 3)) {
      assertThat(log.tip()).isEqualTo(11);
      assertThat(log.report().recoveryCase()).isEqualTo(RecoveryCase.TORN_IN_DOUBT);
      assertThat(log.report().slotsSetAside()).isEqualTo(1);
      assertThat(log.report().quarantined()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aMissingMarkerSegmentIsMissedUnlessItIsTheLast(int index) throws IOException {
    tamper.delete(tamper.markers(index));
    if (index < 3) {
      LogException refusal = refused('D');
      assertThat(refusal.sequence()).isEqualTo(new long[] {1, 5, 7}[index]);
    } else {
      try (OpenLog log = Committer.open(disk, SHAPE, 3)) {
        assertThat(log.tip()).isEqualTo(10);
      }
    }
  }

  @Test
  void allMarkerSegmentsMissingIsCaseB() throws IOException {
    for (int i = 0; i < 4; i++) {
      tamper.delete(tamper.markers(0));
    }
    assertThat(refused('B')).hasMessageContaining("every marker segment is missing");
  }

  @Test
  void allMarkerSegmentsOfTheLastIncarnationMissingIsCaseC() throws IOException {
    tamper.delete(tamper.markers(2));
    tamper.delete(tamper.markers(2));
    assertThat(refused('C')).hasMessageContaining("no marker segment is of its incarnation");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aDamagedHeaderIsNeverTheWorkOfACrash(int index) throws IOException {
    tamper.flip(tamper.markers(index), 17);
    LogException refusal = refused('C');
    assertThat(refusal).hasMessageContaining("header: checksum");
    assertThat(refusal.sequence()).isEqualTo(new long[] {1, 5, 7, 11}[index]);
    String good = index == 0 ? "nothing" : "sequences 1 to " + (refusal.sequence() - 1);
    assertThat(refusal).hasMessageContaining(good + " before it can be read");
  }

  @Test
  void ofSeveralDamagedHeadersTheFirstLimitsWhatIsGood() throws IOException {
    tamper.flip(tamper.markers(3), 17);
    tamper.flip(tamper.markers(1), 17);
    LogException refusal = refused('C');
    assertThat(refusal.sequence()).isEqualTo(5);
    assertThat(refusal).hasMessageContaining("sequences 1 to 4 before it can be read");
  }

  @Test
  void whatAnUsurpedIncarnationWroteBehindADamagedHeaderIsNotGood() throws IOException {
    OpenLog old = Committer.open(disk, SHAPE, 3);
    Committer committer = new Committer(old, 7);
    committer.commit(10, 10);
    committer.commit(10, 10);
    old.close();
    String markers = tamper.name("markers-0000000003", 0);
    String capsules = tamper.name("capsules-0000000003", 0);
    byte[] written = tamper.read(markers);
    byte[] content = tamper.read(capsules);
    tamper.zero(markers, slot(2), 2 * Marker.SIZE);
    OpenLog usurper = Committer.open(disk, SHAPE, 4);
    new Committer(usurper, 8).commit(10, 10);
    usurper.close();
    tamper.overwrite(markers, written);
    tamper.overwrite(capsules, content);

    tamper.flip(tamper.name("markers-0000000004", 0), 17);
    assertThat(refused('C')).hasMessageContaining("sequences 1 to 14 before it can be read");
  }

  @Test
  void aDamagedCapsuleHeaderIsCaseC() throws IOException {
    tamper.flip(tamper.capsules(1), 24);
    LogException refusal = refused('C');
    assertThat(refusal.file()).endsWith(tamper.capsules(1));
    assertThat(refusal.sequence()).isEqualTo(7);
    assertThat(refusal).hasMessageContaining("sequences 1 to 6 before it can be read");
  }

  @Test
  void aDamagedHeaderOverNothingCommittedSparesEverything() throws IOException {
    OpenLog log = Committer.open(disk, SHAPE, 3);
    log.capsules().write(new ByteArrayInputStream(new byte[9]));
    log.close();
    tamper.flip(tamper.name("capsules-0000000003", 0), 24);
    LogException refusal = refused('C');
    assertThat(refusal.sequence()).isZero();
    assertThat(refusal).hasMessageContaining("sequences 1 to 12 can be read");
  }

  @Test
  void aCutMarkerSegmentIsMissed() throws IOException {
    tamper.cut(tamper.markers(3), slot(3));
    assertThat(refused('C')).hasMessageContaining("cut to " + slot(3) + " bytes");
  }

  @Test
  void aCutInAnEarlierIncarnationIsMissedWhereItHurts() throws IOException {
    tamper.cut(tamper.markers(1), slot(1));
    assertThat(refused('D').sequence()).isEqualTo(6);
  }

  @Test
  void aGrownSegmentIsMissed() throws IOException {
    tamper.write(tamper.markers(0), slot(4), new byte[10]);
    assertThat(refused('C')).hasMessageContaining("its header allows");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aWholeHeaderThatStandsOnAnotherMarkerIsMissed(int index) throws IOException {
    String name = tamper.markers(index);
    MarkerSegmentHeader header = MarkerSegmentHeader.decode(tamper.read(name), 0);
    byte[] bytes = new byte[MarkerSegmentHeader.SIZE];
    new MarkerSegmentHeader(
            header.incarnation(),
            header.slots(),
            header.firstSequence(),
            new Id128(1, 1),
            header.baseTime(),
            header.isolation())
        .encode(bytes, 0, new Digests());
    tamper.write(name, 0, bytes);
    assertThat(refused('D')).hasMessageContaining("does not stand on the marker before it");
  }

  @Test
  void swappedFilesAreMissed() throws IOException {
    tamper.swap(tamper.markers(2), tamper.markers(3));
    refused('C');
  }

  @Test
  void aSegmentOfAnotherLogIsMissed() throws IOException {
    MemoryDisk other = new MemoryDisk();
    OpenLog log = Committer.open(other, SHAPE, 99);
    Committer committer = new Committer(log, 7);
    committer.commit(1, 1);
    committer.commit(1, 1);
    log.close();
    Tampering elsewhere = new Tampering(other);
    tamper.overwrite(tamper.markers(0), elsewhere.read(elsewhere.markers(0)));
    assertThat(refused('C')).hasMessageContaining("contradicts");
  }

  @Test
  void aCapsuleSegmentWithOtherRandomBitsIsMissed() throws IOException {
    MemoryDisk other = new MemoryDisk();
    OpenLog log = Committer.open(other, SHAPE, 99);
    new Committer(log, 7).commit(1);
    log.close();
    Tampering elsewhere = new Tampering(other);
    tamper.overwrite(tamper.capsules(0), elsewhere.read(elsewhere.capsules(0)));
    assertThat(refused('C')).hasMessageContaining("random bits");
  }

  @Test
  void aCloseRecordThatContradictsTheMarkersIsMissed() throws IOException {
    byte[] record = new byte[CloseRecord.SIZE];
    byte[] page = tamper.read(tamper.markers(3));
    MarkerSegmentHeader header = MarkerSegmentHeader.decode(page, 0);
    new CloseRecord(header.incarnation(), header.base(), header.baseId(), 1)
        .encode(record, 0, header, new Digests());
    tamper.write(tamper.markers(3), CloseRecord.OFFSET, record);
    assertThat(refused('D'))
        .hasMessageContaining("the last marker, which is 12; sequences 1 to 12 can be read");
  }

  @Test
  void aLostCapsuleSegmentIsMissed() throws IOException {
    tamper.delete(tamper.capsules(0));
    LogException refusal = refused('E');
    assertThat(refusal.file()).contains("capsules-0000000001-");
    assertThat(refusal.sequence()).isEqualTo(1);
    assertThat(refusal).hasMessageContaining("nothing before it can be read");
  }

  @Test
  void aCapsuleSegmentCutIntoItsProofsIsMissed() throws IOException {
    String name = tamper.capsules(0);
    tamper.cut(name, tamper.read(name).length - 1);
    assertThat(refused('E')).hasMessageContaining("cut");
  }

  @Test
  void aProofOrCapsuleInDoubtThatIsWrongIsCaseE() throws IOException {
    Marker last;
    Proof proof;
    ReadOnlyLog reading = ReadOnlyLog.open(disk);
    last = reading.reader().marker(12);
    proof = reading.reader().proof(last);
    reading.close();
    String file = new SegmentNames.Capsules(2, Location.segment(last.proofLocation())).fileName();
    byte[] sound = tamper.read(file);
    for (long place :
        new long[] {
          Location.offset(last.proofLocation()) + 33L,
          Location.offset(proof.capsuleLocation()) + 5L,
          Location.offset(proof.capsuleLocation()) + SymbolHeader.SIZE + 1000L
        }) {
      tamper.flip(file, place);
      LogException refusal = refused('E');
      assertThat(refusal.sequence()).isEqualTo(12);
      assertThat(refusal).hasMessageContaining("sequences 1 to 11 before it can be read");
      tamper.overwrite(file, sound);
    }
    Committer.open(disk, SHAPE, 3).close();
  }

  @Test
  void damageInProvenContentIsFoundWhenItIsRead() throws IOException {
    Marker first;
    Proof proof;
    try (ReadOnlyLog reading = ReadOnlyLog.open(disk)) {
      first = reading.reader().marker(1);
      proof = reading.reader().proof(first);
    }
    String file = tamper.capsules(0);
    tamper.flip(file, Location.offset(proof.capsuleLocation()) + SymbolHeader.SIZE);
    tamper.flip(file, Location.offset(first.proofLocation()) + 40L);
    try (OpenLog log = Committer.open(disk, SHAPE, 3)) {
      LogReader reader = log.reader();
      LogException inProof =
          catchThrowableOfType(LogException.class, () -> reader.proof(reader.marker(1)));
      assertThat(inProof).hasMessageContaining("the proof: checksum");
      LogException inCapsule =
          catchThrowableOfType(LogException.class, () -> reader.capsule(proof).readAllBytes());
      assertThat(inCapsule).hasMessageContaining("payload does not match");
      assertThat(inCapsule.sequence()).isEqualTo(1);
      tamper.flip(tamper.markers(0), slot(1) + 90);
      LogException inMarker = catchThrowableOfType(LogException.class, () -> reader.marker(2));
      assertThat(inMarker).hasMessageContaining("the marker: checksum");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void hostileFilesGetAClearErrorInBoundedTime(long seed) throws IOException {
    Random chance = new Random(seed);
    byte[] bytes = new byte[chance.nextInt(40_000)];
    if (seed % 2 == 0) {
      chance.nextBytes(bytes);
    }
    int index = chance.nextInt(4);
    tamper.overwrite(chance.nextBoolean() ? tamper.markers(index) : tamper.capsules(0), bytes);
    refused('C');
  }

  @Test
  void anEmptyFileGetsAClearError() throws IOException {
    tamper.overwrite(tamper.markers(1), new byte[0]);
    refused('C');
  }
}
