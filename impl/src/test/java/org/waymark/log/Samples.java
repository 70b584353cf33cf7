package org.waymark.log;

/** Values that records are made of in tests. */
final class Samples {

  static final Incarnation INCARNATION = new Incarnation(0x01020304, 0x1122334455667788L);
  static final Id128 CAPSULE = Id128.parse("c".repeat(32));
  static final Id128 PROOF_ID = Id128.parse("d".repeat(32));
  static final Id128 TOKEN = Id128.parse("e".repeat(32));
  static final Id128 PREVIOUS = Id128.parse("a".repeat(32));
  static final MarkerSegmentHeader HEADER =
      new MarkerSegmentHeader(
          INCARNATION, 16, 5, Id128.parse("b".repeat(32)), 3, Isolation.SERIALIZABLE);
  static final CapsuleSegmentHeader CAPSULE_HEADER =
      new CapsuleSegmentHeader(INCARNATION, 12, CapsuleSegmentHeader.MIN_FILE_SIZE);

  private Samples() {}
}
