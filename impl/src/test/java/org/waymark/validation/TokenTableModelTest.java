package org.waymark.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;

/** Random commits, retries and evictions, against a map from sequence to entry. */
class TokenTableModelTest {

  private static final int WINDOW = 20;

  /** One call: a token, and how many are evicted. */
  record Call(Kind kind, long high, long low, int count) {}

  enum Kind {
    RECORD,
    LOOK_UP,
    EVICT
  }

  record Entry(long high, long low, long capsule, long time) {}

  @Property
  void behavesLikeAMap(
      @ForAll @LongRange(min = 1, max = 5_000_000_000L) long first,
      @ForAll("calls") List<Call> calls) {
    TokenTable table = new TokenTable(WINDOW);
    TreeMap<Long, Entry> model = new TreeMap<>();
    long next = first;
    for (Call call : calls) {
      switch (call.kind()) {
        case RECORD -> {
          long sequence = next++;
          Entry entry = new Entry(call.high(), call.low(), sequence * 3, sequence * 5);
          table.record(
              sequence, entry.high(), entry.low(), entry.capsule(), ~entry.capsule(), entry.time());
          model.put(sequence, entry);
        }
        case LOOK_UP -> {
          long expected = latest(model, call.high(), call.low());
          Statistics.collect(expected != 0);
          assertThat(table.sequenceOf(call.high(), call.low())).isEqualTo(expected);
        }
        case EVICT -> {
          long bound = next - 1 - WINDOW - call.count();
          table.evictThrough(bound);
          model.headMap(bound, true).clear();
        }
      }
      assertThat(table.size()).isEqualTo(model.size());
    }
    model.forEach(
        (sequence, entry) -> {
          assertThat(table.sequenceOf(entry.high(), entry.low()))
              .isEqualTo(latest(model, entry.high(), entry.low()));
          assertThat(table.capsuleHi(sequence)).isEqualTo(entry.capsule());
          assertThat(table.capsuleLo(sequence)).isEqualTo(~entry.capsule());
          assertThat(table.time(sequence)).isEqualTo(entry.time());
        });
    Statistics.coverage(
        checker -> {
          checker.check(true).percentage(share -> share > 5);
          checker.check(false).percentage(share -> share > 5);
        });
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    Arbitrary<Kind> kinds =
        Arbitraries.of(Kind.RECORD, Kind.RECORD, Kind.RECORD, Kind.LOOK_UP, Kind.EVICT);
    Arbitrary<Long> halves = Arbitraries.longs().between(-4, 4);
    return Combinators.combine(kinds, halves, halves, Arbitraries.integers().between(0, 10))
        .as(Call::new)
        .list()
        .ofMaxSize(300)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static long latest(Map<Long, Entry> model, long high, long low) {
    return model.entrySet().stream()
        .filter(e -> e.getValue().high() == high && e.getValue().low() == low)
        .mapToLong(Map.Entry::getKey)
        .max()
        .orElse(0);
  }
}
