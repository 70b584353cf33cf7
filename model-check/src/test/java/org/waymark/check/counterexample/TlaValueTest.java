package org.waymark.check.counterexample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.waymark.check.counterexample.TlaValue.Bool;
import org.waymark.check.counterexample.TlaValue.Int;
import org.waymark.check.counterexample.TlaValue.Model;
import org.waymark.check.counterexample.TlaValue.Seq;
import org.waymark.check.counterexample.TlaValue.SetOf;
import org.waymark.check.counterexample.TlaValue.Text;

/** What is printed reads back as the same value, and what is no value is refused at little cost. */
class TlaValueTest {

  @Provide
  Arbitrary<TlaValue> values() {
    Arbitrary<String> names = Arbitraries.strings().withChars("ab1_").ofMinLength(1).ofMaxLength(3);
    Arbitrary<TlaValue> atoms =
        Arbitraries.oneOf(
            Arbitraries.integers().map(Int::new),
            Arbitraries.of(true, false).map(Bool::new),
            Arbitraries.strings().withChars("a,>é\"\\\n\t\r\f").ofMaxLength(5).map(Text::new),
            names.filter(name -> TlaValue.IDENTIFIER.matcher(name).matches()).map(Model::new));
    return Arbitraries.recursive(() -> atoms, TlaValueTest::composed, 0, 3);
  }

  private static Arbitrary<TlaValue> composed(Arbitrary<TlaValue> parts) {
    Arbitrary<Integer> fieldNumbers = Arbitraries.integers().between(0, 3);
    return Arbitraries.oneOf(
        parts.list().ofMaxSize(3).map(SetOf::new),
        parts.list().ofMaxSize(3).map(Seq::new),
        Arbitraries.maps(parts, parts).ofMaxSize(3).map(TlaValue::function),
        Arbitraries.maps(fieldNumbers.map(n -> (TlaValue) new Text("f" + n)), parts)
            .ofMaxSize(3)
            .map(TlaValue::function));
  }

  @Property
  void whatIsPrintedReadsBackAsTheSameValue(@ForAll("values") TlaValue value) {
    TlaValue read = TlaParser.parse(value.toString());

    assertThat(read).isEqualTo(value);
    assertThat(read).hasToString(value.toString());
    assertThat(read.compareTo(value)).isZero();
  }

  @Property
  void theOrderAgreesWithEquality(@ForAll("values") TlaValue one, @ForAll("values") TlaValue two) {
    assertThat(one.compareTo(two) == 0).isEqualTo(one.equals(two));
    assertThat(Integer.signum(one.compareTo(two))).isEqualTo(-Integer.signum(two.compareTo(one)));
  }

  @Property
  void theOrderInWhichASetIsWrittenDoesNotMatter(
      @ForAll("values") TlaValue one, @ForAll("values") TlaValue two) {
    SetOf set = new SetOf(List.of(one, two));

    assertThat(new SetOf(List.of(two, one, two))).isEqualTo(set).hasToString(set.toString());
  }

  @Property
  void anyTextIsAValueOrRefused(@ForAll String text) {
    try {
      assertThat(TlaParser.parse(text)).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("not a value of TLC, at character ");
    }
  }

  @Example
  void readsWhatTlcPrintsOverSeveralLines() {
    TlaValue value =
        TlaParser.parse(
            """
            { [txn |-> t1, inc |-> 1, kind |-> "capsule"],
              [ seq |-> 1,
                kind |-> "proof",
                commit |->
                    [txn |-> t1, pages |-> {p2}] ] }
            """);

    assertThat(value)
        .hasToString(
            "{[commit |-> [pages |-> {p2}, txn |-> t1], kind |-> \"proof\", seq |-> 1], "
                + "[inc |-> 1, kind |-> \"capsule\", txn |-> t1]}");
  }

  @Example
  void whatTlaCallsEqualIsEqual() {
    assertThat(TlaParser.parse("(1 :> a @@ 2 :> b)")).isEqualTo(TlaParser.parse("<<a, b>>"));
    assertThat(TlaParser.parse("(\"x\" :> 1)")).isEqualTo(TlaParser.parse("[x |-> 1]"));
    assertThat(TlaParser.parse("-1..2")).isEqualTo(TlaParser.parse("{2, 1, 0, -1, 1}"));
    assertThat(TlaParser.parse("3..2")).isEqualTo(TlaParser.parse("{}"));
    assertThat(TlaParser.parse("<< >>")).isEqualTo(TlaParser.parse("<<>>"));
  }

  @Example
  void refusesWhatWouldCostMemoryOrStack() {
    refused("<<".repeat(1_000_000), "nested deeper than 100 levels");
    refused("{".repeat(101) + "}".repeat(101), "nested deeper than 100 levels");
    refused("1..2147483647", "more than 1000000 values");
    refused("{1..600000, 1..600000}", "more than 1000000 values");
    refused("-2147483648..2147483647", "more than 1000000 values");
    refused("99999999999999999999", "a number beyond TLC's 32 bits");
  }

  @Example
  void saysWhereAndWhy() {
    refused("", "at character 1: expected a value, found the end");
    refused("{1, 2", "at character 6: expected }, found the end");
    refused("<<1, 2}", "at character 7: expected >>, found '}'");
    refused("[a = 1]", "at character 4: expected |->, found '='");
    refused("[a |-> 1, a |-> 2]", "the field a stands there twice");
    refused("(1 :> a @@ 1 :> b)", "an argument stands there twice");
    refused("\"abc", "expected the string's closing quote, found the end");
    refused("\"\\q\"", "an escape that TLA+ does not have");
    refused("t1 t2", "expected the end, found 't'");
    refused("SUBSET {1}", "expected the end, found '{'");
  }

  private static void refused(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TlaParser.parse(text))
        .withMessageContaining(why);
  }
}
