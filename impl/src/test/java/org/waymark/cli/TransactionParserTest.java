package org.waymark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Base64;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.EvidenceRef;
import org.waymark.cli.TransactionParser.BadLineException;

/** What a line of input means, and what is wrong with one that means nothing. */
class TransactionParserTest {

  private final TransactionParser parser = new TransactionParser();

  @Test
  void aWholeLineGivesEveryField() throws BadLineException {
    Transaction one =
        parse(
            "{'txn':'7/1','begin':3,'reads':[4,5],'writes':{'12':'aGk='},"
                + "'evidence':['00000000000000010000000000000002']}");
    assertThat(one.txn()).isEqualTo("7/1");
    assertThat(one.begin()).isEqualTo(OptionalLong.of(3));
    assertThat(one.reads()).containsExactly(4, 5);
    assertThat(one.pagesWritten()).containsExactly(12);
    assertThat(one.writes().get(12L)).isEqualTo("hi".getBytes(UTF_8));
    assertThat(one.evidence()).containsExactly(new EvidenceRef(1, 2));
    assertThat(one.isReadOnly()).isFalse();
  }

  @Test
  void everythingButTheNameMayBeAbsent() throws BadLineException {
    Transaction one = parse("{'txn':'r'}");
    assertThat(one.begin()).isEmpty();
    assertThat(one.reads()).isEmpty();
    assertThat(one.evidence()).isEmpty();
    assertThat(one.isReadOnly()).isTrue();
    assertThat(parse("{'txn':'r','writes':{}}").isReadOnly()).isTrue();
  }

  @Test
  void pagesAreUnsigned() throws BadLineException {
    Transaction one =
        parse("{'txn':'u','reads':[18446744073709551615],'writes':{'18446744073709551615':''}}");
    assertThat(one.reads()).containsExactly(-1L);
    assertThat(one.pagesWritten()).containsExactly(-1L);
  }

  @Test
  void theCapsuleIsTheWritesInOneFormWhateverTheirOrder() throws BadLineException {
    Transaction one =
        parse("{'txn':'a','writes':{'18446744073709551615':'','2':'aGk=','10':'AA=='}}");
    Transaction same =
        parse("{'writes':{'10':'AA==' , '2':'aGk=','18446744073709551615':''},'txn':'b'}");
    assertThat(new String(one.capsule(), UTF_8))
        .isEqualTo("{\"2\":\"aGk=\",\"10\":\"AA==\",\"18446744073709551615\":\"\"}");
    assertThat(same.capsule()).isEqualTo(one.capsule());
  }

  /** The first 16 bytes of the SHA-256 of "abc" are a published test vector. */
  @Test
  void theTokenIsTheBeginningOfTheNamesDigest() throws BadLineException {
    assertThat(parse("{'txn':'abc'}").token()).hasToString("ba7816bf8f01cfea414140de5dae2223");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          nonsense                                  | not JSON
          {'txn':'a'                                | not JSON
          {'txn':'a'} {}                            | not JSON
          {'txn':'a','txn':'b'}                     | not JSON
          [1]                                       | not a JSON object
          {}                                        | "txn"
          {'txn':7}                                 | "txn"
          {'txn':''}                                | "txn"
          {'txn':'a','begin':-1}                    | "begin"
          {'txn':'a','begin':1.5}                   | "begin"
          {'txn':'a','begin':9223372036854775808}   | "begin"
          {'txn':'a','reads':3}                     | "reads"
          {'txn':'a','reads':[0]}                   | '0' is no page number
          {'txn':'a','reads':[-4]}                  | no page number
          {'txn':'a','reads':['4']}                 | no page number
          {'txn':'a','writes':[1]}                  | "writes"
          {'txn':'a','writes':{'0':''}}             | '0' is no page number
          {'txn':'a','writes':{'x':''}}             | 'x' is no page number
          {'txn':'a','writes':{'18446744073709551616':''}} | no page number
          {'txn':'a','writes':{'1':'%'}}            | page '1' is not base64
          {'txn':'a','writes':{'1':5}}              | page '1' must be a string
          {'txn':'a','writes':{'1':'','01':''}}     | written twice
          {'txn':'a','evidence':'00'}               | "evidence"
          {'txn':'a','evidence':['00']}             | '00' is no evidence
          {'txn':'a','evidence':[7]}                | '7' is no evidence
          {'txn':'a','evidence':['0000000000000000000000000000000g']} | is no evidence
          {'txn':'a','wirtes':{'1':''}}             | unknown field 'wirtes'
          """)
  void aBadLineIsToldWhatIsWrong(String line, String message) {
    BadLineException refusal = catchThrowableOfType(BadLineException.class, () -> parse(line));
    assertThat(refusal).isNotNull().hasMessageContaining(message);
    assertThat(refusal.getMessage()).doesNotContain("\n").hasSizeLessThan(200);
  }

  @Test
  void aRefusalNamesTheTransactionWhereItCan() {
    BadLineException refusal =
        catchThrowableOfType(BadLineException.class, () -> parse("{'txn':'me','begin':-1}"));
    assertThat(refusal.txn()).isEqualTo("me");
  }

  @Test
  void aNameIsBounded() throws BadLineException {
    String longest = "x".repeat(TransactionParser.MAX_NAME);
    assertThat(parse("{'txn':'" + longest + "'}").txn()).isEqualTo(longest);
    assertThat(
            catchThrowableOfType(BadLineException.class, () -> parse("{'txn':'" + longest + "x'}")))
        .hasMessageContaining("256");
  }

  @Test
  void contentMayFillALine() throws BadLineException {
    byte[] content = new byte[InputRun.MAX_LINE_BYTES / 2];
    String base64 = Base64.getEncoder().encodeToString(content);
    assertThat(parse("{'txn':'big','writes':{'1':'" + base64 + "'}}").writes().get(1L))
        .isEqualTo(content);
  }

  private Transaction parse(String line) throws BadLineException {
    return parser.parse(line.replace('\'', '"').getBytes(UTF_8));
  }
}
