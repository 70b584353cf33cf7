package org.waymark.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
import net.jqwik.api.statistics.Statistics;

/** Random calls, against a map from id to lease that is scanned for everything. */
class SnapshotLeasesModelTest {

  private static final int MAX = 12;
  private static final long NONE = -7;

  /** One call; {@code value} is a beginSeq, the choice of an id, or a step of time. */
  record Call(Kind kind, int value, long lifetime) {}

  enum Kind {
    REGISTER,
    RELEASE,
    OLDEST
  }

  record Lease(long beginSeq, long deadline) {}

  @Property
  void behavesLikeAMap(@ForAll("calls") List<Call> calls) {
    SnapshotLeases leases = new SnapshotLeases(MAX);
    Map<Long, Lease> model = new TreeMap<>();
    List<Long> everGiven = new ArrayList<>();
    long now = 0;
    for (Call call : calls) {
      switch (call.kind()) {
        case REGISTER -> {
          if (model.size() < MAX) {
            long deadline = now + call.lifetime() < 0 ? Long.MAX_VALUE : now + call.lifetime();
            long id = leases.register(call.value(), deadline);
            assertThat(everGiven).doesNotContain(id);
            everGiven.add(id);
            model.put(id, new Lease(call.value(), deadline));
          }
        }
        case RELEASE -> {
          if (!everGiven.isEmpty()) {
            long id = everGiven.get(call.value() % everGiven.size());
            boolean inForce = model.remove(id) != null;
            Statistics.label("release").collect(inForce);
            assertThat(leases.release(id)).isEqualTo(inForce);
          }
        }
        case OLDEST -> {
          now += call.value();
          long time = now;
          boolean expiry =
              model
                  .values()
                  .removeIf(
                      lease -> lease.deadline() != Long.MAX_VALUE && lease.deadline() <= time);
          Statistics.label("expiry").collect(expiry);
          long oldest = model.values().stream().mapToLong(Lease::beginSeq).min().orElse(NONE);
          assertThat(leases.oldest(now, NONE)).isEqualTo(oldest);
        }
      }
      assertThat(leases.size()).isEqualTo(model.size());
    }
    coverage("release");
    coverage("expiry");
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    Arbitrary<Kind> kinds =
        Arbitraries.of(Kind.REGISTER, Kind.REGISTER, Kind.REGISTER, Kind.RELEASE, Kind.OLDEST);
    Arbitrary<Long> lifetimes =
        Arbitraries.oneOf(Arbitraries.longs().between(0, 100), Arbitraries.just(Long.MAX_VALUE));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 30), lifetimes)
        .as(Call::new)
        .list()
        .ofMaxSize(150)
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
}
