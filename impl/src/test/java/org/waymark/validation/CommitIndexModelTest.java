package org.waymark.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.statistics.Statistics;

/**
 * Random calls, against a map from page to latest writer from which pruning removes by scanning.
 */
class CommitIndexModelTest {

  /** One call: the pages, how far before the last sequence it begins, and how far it prunes. */
  record Call(Kind kind, Set<Long> pages, int back) {}

  enum Kind {
    RECORD,
    CONFLICTS,
    PRUNE
  }

  @Property
  void behavesLikeAMap(@ForAll("limits") int maxPages, @ForAll("calls") List<Call> calls) {
    CommitIndex index = new CommitIndex(maxPages);
    Map<Long, Long> model = new HashMap<>();
    long last = 0;
    long floor = 0;
    for (Call call : calls) {
      long[] pages = sorted(call.pages());
      long sequence = Math.max(floor, last - call.back());
      switch (call.kind()) {
        case RECORD -> {
          long fresh = call.pages().stream().filter(page -> !model.containsKey(page)).count();
          boolean room = model.size() + fresh <= maxPages;
          Statistics.label("room").collect(room);
          assertThat(index.hasRoomFor(pages)).isEqualTo(room);
          if (!room) {
            assertThat(index.size()).as("nothing that could be forgotten").isEqualTo(model.size());
          }
          if (room) {
            long admitted = ++last;
            index.record(pages, admitted);
            call.pages().forEach(page -> model.put(page, admitted));
          }
        }
        case CONFLICTS -> {
          long[] expected =
              sorted(
                  call.pages().stream()
                      .filter(page -> model.getOrDefault(page, 0L) > sequence)
                      .toList());
          Statistics.label("conflict").collect(expected.length > 0);
          assertThat(index.conflicts(pages, sequence)).isEqualTo(expected);
        }
        case PRUNE -> {
          floor = sequence;
          index.prune(sequence);
          model.values().removeIf(writer -> writer <= sequence);
        }
      }
      assertThat(index.size()).isBetween(model.size(), maxPages);
    }
    long[] all = sorted(model.keySet());
    assertThat(index.conflicts(all, floor)).isEqualTo(all);
    coverage("room");
    coverage("conflict");
  }

  /** A tight limit, one that is met now and then, and one beyond which the arrays have grown. */
  @Provide
  Arbitrary<Integer> limits() {
    return Arbitraries.of(10, 60, 1_000);
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    Arbitrary<Long> pages =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, 40),
            Arbitraries.longs().between(1, 40).map(i -> i << 32),
            Arbitraries.longs().between(-20, -1),
            Arbitraries.longs().filter(page -> page != 0));
    Arbitrary<Kind> kinds =
        Arbitraries.of(Kind.RECORD, Kind.RECORD, Kind.CONFLICTS, Kind.CONFLICTS, Kind.PRUNE);
    return Combinators.combine(
            kinds, pages.set().ofMinSize(1).ofMaxSize(20), Arbitraries.integers().between(0, 10))
        .as(Call::new)
        .list()
        .ofMaxSize(60)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static void coverage(String label) {
    Statistics.label(label)
        .coverage(
            checker -> {
              checker.check(true).percentage(share -> share > 5);
              checker.check(false).percentage(share -> share > 5);
            });
  }

  private static long[] sorted(Collection<Long> pages) {
    return pages.stream().sorted(Long::compareUnsigned).mapToLong(Long::longValue).toArray();
  }
}
