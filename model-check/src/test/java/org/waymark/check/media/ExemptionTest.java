package org.waymark.check.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.waymark.check.disk.DiskImage;
import org.waymark.log.SegmentNames;

/**
 * The losses that go unnoticed, one by one: the list of {@code spec/guarantees.md}, no more and no
 * less. Whoever closes one of them finds this test red.
 */
class ExemptionTest {

  private static final String LAST = Specimens.markers(3, 11);
  private static final String LAST_MARKERS = "sector 8 of " + LAST;
  private static final String CLOSE_RECORD = "sector 4 of " + LAST;

  /** Returns the faults among these that shorten the history in silence, and where it ends then. */
  private static Map<String, Long> silent(Specimen specimen, Stream<Damage> damages) {
    Judge judge = new Judge(new Shipped(), new FormatMap(specimen), /* thorough= */ true);
    Map<String, Long> silent = new TreeMap<>();
    damages.forEach(
        damage -> {
          Judgement judgement = judge.judge(damage);
          assertThat(judgement.outcome()).as("" + damage).isNotEqualTo(Outcome.VIOLATED);
          if (judgement.outcome() == Outcome.EXEMPT) {
            silent.put(damage.toString(), judgement.tip());
          }
        });
    return silent;
  }

  private static Stream<Damage> singleFiles(Specimen specimen) {
    return Damages.ofFiles(specimen).stream().filter(one -> one.kind() != Kind.REMOVED_MORE);
  }

  @Test
  void ofWholeFilesOnlyTheNewestMarkerSegmentIsMissedRemovedOrOlder() {
    assertThat(silent(Specimens.closed(), singleFiles(Specimens.closed())))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                LAST + " removed", 10L,
                LAST + " is what it was, 2 versions earlier", 11L,
                LAST + " is what it was, 3 versions earlier", 10L));
    assertThat(silent(Specimens.crashed(), singleFiles(Specimens.crashed())))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                LAST + " removed", 10L,
                LAST + " is what it was, 1 versions earlier", 11L,
                LAST + " is what it was, 2 versions earlier", 10L));
    assertThat(silent(Specimens.reopened(), singleFiles(Specimens.reopened()))).isEmpty();
  }

  @Test
  void setsOfFilesAreMissedWithTheNewestMarkerSegmentOrAllTogether() {
    Specimen closed = Specimens.closed();
    String quarantine =
        closed.image().names().stream().filter(one -> one.startsWith("quarantine")).toList().get(0);
    String capsules = new SegmentNames.Capsules(3, 2).fileName();
    Stream<Damage> sets =
        Damages.ofFiles(closed).stream().filter(one -> one.kind() == Kind.REMOVED_MORE);
    Map<String, Long> silent = silent(closed, sets);
    String all =
        String.join(
            ", ",
            closed.image().names().stream()
                .filter(one -> one.startsWith("capsules") || one.startsWith("markers"))
                .toList());
    assertThat(silent)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                capsules + ", " + LAST + " removed", 10L,
                LAST + ", " + quarantine + " removed", 10L,
                capsules + ", " + LAST + ", " + quarantine + " removed", 10L,
                all + " removed", 0L,
                all + ", " + quarantine + " removed", 0L));
  }

  @Test
  void afterACloseOneFaultMustTakeTheCloseRecordToo() {
    Specimen closed = Specimens.closed();
    Stream<Damage> faults =
        Damages.ofPairs(closed).stream().filter(one -> one.toString().contains(LAST_MARKERS));
    assertThat(silent(closed, faults))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                CLOSE_RECORD + " swapped with " + LAST_MARKERS, 10L,
                CLOSE_RECORD + " written to " + LAST_MARKERS + " only", 10L,
                LAST_MARKERS + " written to " + CLOSE_RECORD + " only", 11L));
  }

  @Test
  void aWholeIncarnationIsMissedOnlyIfNoFileBeforeItWasCut() {
    Specimen crashed = Specimens.crashed();
    List<String> newest =
        crashed.image().names().stream().filter(one -> one.contains("-0000000003-")).toList();
    DiskImage gone = crashed.image();
    for (String name : newest) {
      gone = gone.without(name);
    }
    assertThat(newest).hasSize(4);
    assertThat(outcome(crashed, gone).outcome()).isEqualTo(Outcome.REFUSED);
    // Cutting is not forced, so a power loss may undo it.
    DiskImage uncut = gone;
    for (String name : List.of(Specimens.markers(2, 4), capsules(2))) {
      byte[] whole = Sectors.earlier(crashed, name).get(0);
      uncut = uncut.with(name, whole.length > gone.size(name) ? whole : gone.bytes(name));
    }
    assertThat(outcome(crashed, uncut)).isEqualTo(new Judgement(Outcome.EXEMPT, 6, ""));
  }

  private static String capsules(int life) {
    return new SegmentNames.Capsules(life, 1).fileName();
  }

  private static Judgement outcome(Specimen specimen, DiskImage image) {
    Damage damage = new Damage.Files(Kind.REMOVED_MORE, Region.FILE, image, "");
    return new Judge(new Shipped(), new FormatMap(specimen), /* thorough= */ true).judge(damage);
  }
}
