package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.disk.MemoryDisk;

/** The isolation level of a log: chosen once, in every header, and refused where it contradicts. */
class StoredIsolationTest {

  private static final LogShape SHAPE = new LogShape(2, 16 << 10);

  private final MemoryDisk disk = new MemoryDisk();
  private final Tampering tamper = new Tampering(disk);

  private OpenLog open(@Nullable Isolation named) throws LogException {
    return Committer.open(disk, SHAPE, named, 1);
  }

  /** One life, which goes to its second marker segment and ends without a close record. */
  private void live(@Nullable Isolation named) throws IOException {
    try (OpenLog log = open(named)) {
      Committer committer = new Committer(log, 7);
      committer.commit(100, 100);
      committer.commit(100);
    }
  }

  /** Returns what each header of a marker segment names, by incarnation and place. */
  private static List<Isolation> levels(MemoryDisk disk) throws IOException {
    List<Isolation> levels = new ArrayList<>();
    for (String name : disk.list()) {
      if (SegmentNames.parse(name) instanceof SegmentNames.Markers) {
        levels.add(MarkerSegmentHeader.decode(new Tampering(disk).read(name), 0).isolation());
      }
    }
    return levels;
  }

  private LogException refused(@Nullable Isolation named) throws IOException {
    Map<String, Id128> before = tamper.picture();
    LogException refusal = catchThrowableOfType(LogException.class, () -> open(named));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal).hasMessageContaining("nothing was changed").message().hasLineCount(1);
    assertThat(tamper.picture()).isEqualTo(before);
    return refusal;
  }

  @Test
  void aNewLogIsSerializableUnlessSomethingElseIsNamed() throws IOException {
    try (OpenLog log = open(null)) {
      assertThat(log.isolation()).isEqualTo(Isolation.SERIALIZABLE);
      assertThat(log.report().isolation()).isEqualTo(Isolation.SERIALIZABLE);
    }
    assertThat(levels(disk)).containsExactly(Isolation.SERIALIZABLE);
    assertThat(Isolation.SERIALIZABLE.code()).as("what was zero before").isZero();
  }

  @ParameterizedTest
  @EnumSource
  void everyHeaderOfEveryLifeNamesTheLevelOfTheFirst(Isolation level) throws IOException {
    live(level);
    live(null);
    live(level);
    assertThat(levels(disk)).hasSize(6).containsOnly(level);
    try (OpenLog log = open(null)) {
      assertThat(log.isolation()).isEqualTo(level);
      assertThat(log.tip()).isEqualTo(9);
    }
    assertThat(OpenLog.examine(disk, () -> 0).isolation()).isEqualTo(level);
  }

  @ParameterizedTest
  @EnumSource
  void aLogThatNeverCommittedKeepsItsLevelToo(Isolation level) throws IOException {
    open(level).close();
    open(null).close();
    assertThat(levels(disk)).as("only the newest is left").containsExactly(level);
  }

  @ParameterizedTest
  @EnumSource
  void anotherLevelThanTheLogsIsRefusedAndNothingChanged(Isolation level) throws IOException {
    live(level);
    Isolation other = level == Isolation.SNAPSHOT ? Isolation.SERIALIZABLE : Isolation.SNAPSHOT;
    LogException refusal = refused(other);
    assertThat(refusal.reason()).isEqualTo(LogException.Reason.ISOLATION);
    assertThat(refusal)
        .hasMessage(
            LogException.directory(disk)
                + ": was created with the isolation level "
                + level.words()
                + ", this opening names "
                + other.words()
                + "; nothing was changed; name the log's own level, or none");
    live(level);
  }

  @Test
  void damageIsToldBeforeTheLevel() throws IOException {
    live(Isolation.SNAPSHOT);
    tamper.flip(tamper.markers(0), 30);
    assertThat(refused(Isolation.SERIALIZABLE).reason()).isEqualTo(LogException.Reason.DAMAGED);
  }

  @Test
  void aReaderSeesTheLevelAndKeepsItAcrossLives() throws IOException {
    live(Isolation.SNAPSHOT);
    try (ReadOnlyLog reading = ReadOnlyLog.open(disk)) {
      assertThat(reading.isolation()).isEqualTo(Isolation.SNAPSHOT);
      live(null);
      reading.refresh();
      assertThat(reading.isolation()).isEqualTo(Isolation.SNAPSHOT);
    }
    try (LogSurvey survey = LogSurvey.of(disk)) {
      assertThat(survey.isolation()).isEqualTo(Isolation.SNAPSHOT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1 << 8, 1 << 16, 1 << 31, -1})
  void aLevelThatThisVersionDoesNotKnowIsDamage(int code) throws IOException {
    live(null);
    rewriteHeader(1, code);
    LogException refusal = refused(null);
    assertThat(refusal.reason()).isEqualTo(LogException.Reason.DAMAGED);
    assertThat(refusal)
        .hasMessageContaining(tamper.markers(1))
        .hasMessageContaining("the segment's header: unknown isolation level");
    assertThat(catchThrowableOfType(LogException.class, () -> ReadOnlyLog.open(disk)))
        .hasMessageContaining("unknown isolation level");
  }

  /** Segments 0 and 1 are of the first life, 2 and 3 of the second; each is whole on its own. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void twoHeadersThatDisagreeAreDamage(int index) throws IOException {
    live(null);
    live(null);
    rewriteHeader(index, Isolation.SNAPSHOT.code());
    for (Isolation named : new Isolation[] {null, Isolation.SERIALIZABLE, Isolation.SNAPSHOT}) {
      LogException refusal = refused(named);
      assertThat(refusal.reason()).isEqualTo(LogException.Reason.DAMAGED);
      assertThat(refusal)
          .hasMessageContaining("(recovery case C)")
          .hasMessageContaining(tamper.markers(Math.max(1, index)))
          .hasMessageContaining(tamper.markers(0))
          .hasMessageContaining("names the isolation level");
    }
    assertThat(catchThrowableOfType(LogException.class, () -> ReadOnlyLog.open(disk)))
        .hasMessageContaining("names the isolation level");
    try (LogSurvey survey = LogSurvey.of(disk)) {
      assertThat(survey.isolation()).isNull();
      assertThat(survey.damage()).hasSize(1);
    }
  }

  @Test
  void aSegmentWithoutALiveMarkerMustAgreeToo() throws IOException {
    live(null);
    // A rotation, then a crash that takes what was in the new segment: dead once the next life is.
    tamper.zero(tamper.markers(1), MarkerSegmentHeader.PAGE, Marker.SIZE);
    tamper.write(tamper.markers(1), MarkerSegmentHeader.slotOffset(1) + 64, new byte[] {1});
    live(null);
    assertThat(disk.list()).contains("markers-0000000001-00000000000000000003");
    rewriteHeader(1, Isolation.SNAPSHOT.code());
    assertThat(refused(null)).hasMessageContaining(tamper.markers(1));
  }

  /**
   * Openings name any level where there is no log yet, and then none; each crashes somewhere. What
   * is left names one level, and opens under it.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noCrashLeavesTwoLevels(long seed) throws IOException {
    Set<Isolation> kept = new HashSet<>();
    int lost = 0;
    for (int run = 0; run < 300; run++) {
      CrashWorld crashing = new CrashWorld(seed * 1_000 + run);
      boolean created = false;
      for (int life = 0; life < 4; life++) {
        Isolation found = levelOn(crashing.disk);
        lost += created && found == null ? 1 : 0;
        Isolation chosen =
            crashing.chance.nextBoolean() ? Isolation.SNAPSHOT : Isolation.SERIALIZABLE;
        crashing.crashesBefore(
            1 + crashing.chance.nextInt(40),
            () -> {
              Isolation named = found == null ? chosen : null;
              try (OpenLog log = Committer.open(crashing.disk, SHAPE, named, 1)) {
                assertThat(log.isolation()).isEqualTo(found == null ? chosen : found);
                new Committer(log, 7).commit(10, 10);
              }
            });
        created = true;
      }
      Isolation found = levelOn(crashing.disk);
      try (OpenLog log = Committer.open(crashing.disk, SHAPE, 1)) {
        assertThat(log.isolation()).isEqualTo(found == null ? Isolation.SERIALIZABLE : found);
        kept.add(log.isolation());
      }
    }
    assertThat(kept).containsExactlyInAnyOrder(Isolation.values());
    assertThat(lost).as("creations of which a crash left nothing").isPositive();
  }

  /** Returns the one level that all headers there name, or null if there are none. */
  private static @Nullable Isolation levelOn(MemoryDisk disk) throws IOException {
    Set<Isolation> levels = new HashSet<>(levels(disk));
    assertThat(levels).hasSizeLessThan(2);
    return levels.isEmpty() ? null : levels.iterator().next();
  }

  /** Replaces a header by one that names another level and is whole. */
  private void rewriteHeader(int index, int code) throws IOException {
    String name = tamper.markers(index);
    byte[] header = new byte[MarkerSegmentHeader.SIZE];
    System.arraycopy(tamper.read(name), 0, header, 0, header.length);
    Bytes.putInt(header, 64, code);
    SegmentHeader.seal(header, 0, new Digests());
    tamper.write(name, 0, header);
  }
}
