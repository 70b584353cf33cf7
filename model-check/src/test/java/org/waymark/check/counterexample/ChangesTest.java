package org.waymark.check.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.waymark.check.counterexample.Changes.Change;

/** Each way in which a value can change, told at the smallest place. */
class ChangesTest {

  private static List<String> changes(String before, String after) {
    return between(new TreeMap<>(Map.of("v", TlaParser.parse(before))), after);
  }

  private static List<String> between(SortedMap<String, TlaValue> before, String after) {
    SortedMap<String, TlaValue> now = new TreeMap<>(before);
    now.put("v", TlaParser.parse(after));
    return Changes.between(before, now, Compact.WITHOUT_NAMES).stream()
        .map(Change::toString)
        .toList();
  }

  @Test
  void nothingIsToldOfWhatStaysTheSame() {
    assertThat(changes("{1, 2}", "{2, 1}")).isEmpty();
  }

  @Test
  void plainValuesAreToldBeforeAndAfter() {
    assertThat(changes("\"open\"", "\"down\"")).containsExactly("v: open → down");
    assertThat(changes("0", "<<>>")).containsExactly("v: 0 → <<>>");
  }

  @Test
  void functionsAndRecordsAreLookedInto() {
    assertThat(
            changes(
                "(t1 :> [at |-> \"idle\", begin |-> 0] @@ t2 :> [at |-> \"idle\", begin |-> 0])",
                "(t1 :> [at |-> \"begun\", begin |-> 3] @@ t2 :> [at |-> \"idle\", begin |-> 0])"))
        .containsExactly("v[t1].at: idle → begun", "v[t1].begin: 0 → 3");
    assertThat(changes("(t1 :> 1 @@ t2 :> 2)", "(t2 :> 2 @@ t3 :> 3)"))
        .containsExactly("v[t1]: gone, was 1", "v[t3]: new: 3");
    assertThat(changes("[a |-> 1]", "[b |-> 1]")).containsExactly("v: [a 1] → [b 1]");
  }

  @Test
  void setsTellWhatCameAndWent() {
    assertThat(changes("{1, 2}", "{2, 3, 4}")).containsExactly("v: +{3, 4}", "v: −{1}");
    assertThat(changes("{1}", "{}")).containsExactly("v: −{1}, now {}");
  }

  @Test
  void whatLeavesOneSetForAnotherHasMoved() {
    SortedMap<String, TlaValue> before =
        new TreeMap<>(Map.of("dirty", TlaParser.parse("{1, 2, 3}"), "v", TlaParser.parse("{0}")));
    SortedMap<String, TlaValue> after =
        new TreeMap<>(Map.of("dirty", TlaParser.parse("{3}"), "v", TlaParser.parse("{1, 5}")));

    assertThat(Changes.between(before, after, Compact.WITHOUT_NAMES).stream().map(Change::toString))
        .containsExactly("dirty → v: {1}", "dirty: −{2}", "v: +{5}", "v: −{0}");
  }

  @Test
  void sequencesTellWhatHappenedAtTheirEnds() {
    assertThat(changes("<<1>>", "<<1, 2, 3>>")).containsExactly("v: appended 2, 3");
    assertThat(changes("<<1, 2, 3>>", "<<3>>")).containsExactly("v: removed from the front: 1, 2");
    assertThat(changes("<<1, 2, 3>>", "<<1>>")).containsExactly("v: removed from the end: 2, 3");
    assertThat(changes("<<1, 2>>", "<<2, 3, 4>>"))
        .containsExactly("v: removed from the front: 1; appended 3, 4");
    assertThat(changes("<<1, 2>>", "<<>>")).containsExactly("v: emptied, held 1, 2");
    assertThat(changes("<<[s |-> 1], 2>>", "<<[s |-> 7], 2>>")).containsExactly("v[1].s: 1 → 7");
    assertThat(changes("<<1, 2>>", "<<3>>")).containsExactly("v: <<1, 2>> → <<3>>");
  }
}
