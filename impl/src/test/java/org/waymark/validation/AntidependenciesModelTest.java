package org.waymark.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Random calls, against a list of all that was admitted and is above the floor, which is asked by
 * the rules as they are written down.
 */
class AntidependenciesModelTest {
  private static final int LIMIT = 12;

  /** One call: pages read and written, and how far before the last sequence it begins. */
  record Call(boolean prunes, Set<Long> read, Set<Long> written, int back) {}

  /** An admitted transaction. */
  private record Past(long end, long lowestOut, Set<Long> read, Set<Long> written) {

    boolean wrote() {
      return !written.isEmpty();
    }
  }

  private final List<Past> admitted = new ArrayList<>();

  @Property
  void behavesLikeAList(@ForAll("calls") List<Call> calls) {
    Antidependencies memory = new Antidependencies(LIMIT);
    admitted.clear();
    Map<Long, Long> latest = new HashMap<>();
    Map<Long, Long> touched = new HashMap<>();
    long last = 0;
    long floor = 0;
    for (Call call : calls) {
      long begin = Math.max(floor, last - call.back());
      if (call.prunes()) {
        floor = begin;
        memory.prune(floor);
        admitted.removeIf(past -> past.end() <= begin);
        touched.values().removeIf(at -> at <= begin);
        continue;
      }
      long[] read = sorted(call.read());
      long[] written = sorted(call.written());
      boolean loses =
          call.written().stream().anyMatch(page -> latest.getOrDefault(page, 0L) > begin);
      Danger danger = danger(call, begin);
      assertThat(memory.danger(written, read, begin)).isEqualTo(danger);
      boolean room = (written.length == 0 && begin == floor) || hasRoom(call, touched);
      assertThat(memory.hasRoomFor(written, read, begin)).isEqualTo(room);
      Statistics.label("danger").collect(danger != null);
      Statistics.label("room").collect(room);
      if (loses || danger != null || !room || call.read().size() + call.written().size() == 0) {
        continue;
      }
      if (call.written().isEmpty()) {
        memory.recordReader(read, begin);
        if (begin <= floor) {
          continue;
        }
        admitted.add(new Past(begin, lowestOut(call, begin), call.read(), Set.of()));
      } else {
        last++;
        memory.record(written, read, begin, last);
        admitted.add(new Past(last, lowestOut(call, begin), call.read(), call.written()));
      }
      for (Collection<Long> pages : List.of(call.read(), call.written())) {
        for (long page : pages) {
          touched.put(page, last);
        }
      }
      for (long page : call.written()) {
        latest.put(page, last);
      }
    }
    coverage("danger");
    coverage("room");
  }

  private static void coverage(String label) {
    Statistics.label(label)
        .coverage(
            coverage -> {
              coverage.check(true).count(times -> times > 0);
              coverage.check(false).count(times -> times > 0);
            });
  }

  private @Nullable Danger danger(Call call, long begin) {
    long out = lowestOut(call, begin);
    Past in =
        admitted.stream()
            .filter(past -> !Collections.disjoint(past.read(), call.written()))
            .max(Comparator.comparingLong(Past::end).thenComparing(Past::wrote))
            .orElse(null);
    if (in != null && out <= in.end()) {
      return new Danger(true, in.end(), !in.wrote(), out);
    }
    long mostOut = call.written().isEmpty() ? begin : Antidependencies.NOBODY - 1;
    return overwriters(call, begin)
        .filter(past -> past.lowestOut() <= mostOut)
        .max(Comparator.comparingLong(Past::end))
        .map(past -> new Danger(false, past.end(), false, past.lowestOut()))
        .orElse(null);
  }

  private long lowestOut(Call call, long begin) {
    return overwriters(call, begin).mapToLong(Past::end).min().orElse(Antidependencies.NOBODY);
  }

  private Stream<Past> overwriters(Call call, long begin) {
    return admitted.stream()
        .filter(past -> past.end() > begin)
        .filter(past -> !Collections.disjoint(past.written(), call.read()));
  }

  private boolean hasRoom(Call call, Map<Long, Long> touched) {
    Set<Long> pages = new HashSet<>(touched.keySet());
    pages.addAll(call.read());
    pages.addAll(call.written());
    int writers = admitted.stream().mapToInt(past -> past.written().size()).sum();
    return pages.size() <= LIMIT && writers + call.written().size() <= LIMIT;
  }

  private static long[] sorted(Collection<Long> pages) {
    return pages.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    Arbitrary<Set<Long>> pages = Arbitraries.longs().between(1, 9).set().ofMaxSize(3);
    Arbitrary<Call> call =
        Combinators.combine(
                Arbitraries.frequency(Tuple.of(7, false), Tuple.of(1, true)),
                pages,
                pages,
                Arbitraries.integers().between(0, 5))
            .as(Call::new);
    return call.list().ofMinSize(1).ofMaxSize(60);
  }
}
