package org.waymark.check.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * What the shipped validator admits is serializable by the definition, and what it refuses it
 * refuses by the rules. A history that fails is made smaller, which those of the layer are not.
 */
class AdmissionPropertiesTest {
  private static final int PAGES = 6;
  private static final int MOST_TRANSACTIONS = 8;

  /**
   * Somebody submits.
   *
   * @param age how many of the sequences above the floor are after the snapshot, at most
   * @param prunes whether nobody begins below this snapshot any more
   */
  private record Step(int age, int read, int written, boolean prunes) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> pages =
        Arbitraries.of(0, 1, 2, 3, 4, 5).set().ofMaxSize(3).map(AdmissionPropertiesTest::mask);
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            pages,
            pages,
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))))
        .as(Step::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(MOST_TRANSACTIONS);
  }

  private static int mask(Iterable<Integer> pages) {
    int mask = 0;
    for (int page : pages) {
      mask |= 1 << page;
    }
    return mask;
  }

  @Property(tries = 5_000)
  void whatIsAdmittedIsSerializable(@ForAll("steps") List<Step> steps) {
    ShippedValidator shipped = new ShippedValidator(PAGES);
    History history = new History();
    shipped.follow(history);
    int floor = 0;
    for (Step step : steps) {
      int begin = Math.max(floor, history.last() - step.age());
      Ruling ruling = shipped.judge(begin, step.read(), step.written());
      assertThat(ruling).isEqualTo(Rules.ALL.judge(history, begin, step.read(), step.written()));
      if (ruling.admits()) {
        history.add(begin, step.read(), step.written());
        shipped.admitted(history);
        assertThat(Definition.isSerializable(history, PAGES)).as("%s", history).isTrue();
      }
      if (step.prunes()) {
        floor = begin;
        shipped.prune(floor);
      }
    }
  }
}
