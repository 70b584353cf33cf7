package org.waymark.log;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The six layouts behind one face, so that what holds for all of them is tested once. */
enum RecordKind {
  MARKER(Marker.SIZE, Marker.SIZE - Id128.SIZE) {
    @Override
    byte[] sample() {
      byte[] bytes = new byte[Marker.SIZE];
      MarkerDraft draft =
          new MarkerDraft(
              7,
              1_000,
              Samples.CAPSULE,
              Samples.PROOF_ID,
              Location.of(1, 4096),
              136,
              Samples.TOKEN);
      Marker.encode(bytes, 0, Samples.INCARNATION, draft, 5, Samples.PREVIOUS, new Digests());
      return bytes;
    }

    @Override
    @Nullable Flaw flaw(byte[] bytes) {
      return Marker.flaw(bytes, 0, Samples.INCARNATION, Bytes.getLong(bytes, 16), new Digests());
    }

    @Override
    void seal(byte[] bytes) {
      new Digests()
          .start(Digests.Domain.MARKER)
          .addLong(Samples.INCARNATION.random())
          .add(bytes, 0, sealed)
          .end(bytes, sealed);
    }

    @Override
    byte[] encodeAgain(byte[] bytes) {
      Marker marker = Marker.decode(bytes, 0);
      MarkerDraft draft =
          new MarkerDraft(
              marker.sequence(),
              marker.time(),
              marker.capsule(),
              marker.proofId(),
              marker.proofLocation(),
              marker.proofLength(),
              marker.token());
      byte[] again = new byte[Marker.SIZE];
      Id128 id =
          Marker.encode(
              again,
              0,
              Samples.INCARNATION,
              draft,
              marker.durableUpTo(),
              marker.previous(),
              new Digests());
      if (!id.equals(marker.id())) {
        throw new AssertionError("another id: " + id);
      }
      return again;
    }
  },
  MARKER_SEGMENT_HEADER(MarkerSegmentHeader.SIZE, MarkerSegmentHeader.SIZE - Id128.SIZE) {
    @Override
    byte[] sample() {
      byte[] bytes = new byte[MarkerSegmentHeader.SIZE];
      Samples.HEADER.encode(bytes, 0, new Digests());
      return bytes;
    }

    @Override
    @Nullable Flaw flaw(byte[] bytes) {
      return MarkerSegmentHeader.flaw(bytes, 0, Samples.HEADER.name(), new Digests());
    }

    @Override
    void seal(byte[] bytes) {
      SegmentHeader.seal(bytes, 0, new Digests());
    }

    @Override
    byte[] encodeAgain(byte[] bytes) {
      byte[] again = new byte[MarkerSegmentHeader.SIZE];
      MarkerSegmentHeader.decode(bytes, 0).encode(again, 0, new Digests());
      return again;
    }
  },
  CAPSULE_SEGMENT_HEADER(CapsuleSegmentHeader.SIZE, CapsuleSegmentHeader.SIZE - Id128.SIZE) {
    @Override
    byte[] sample() {
      byte[] bytes = new byte[CapsuleSegmentHeader.SIZE];
      Samples.CAPSULE_HEADER.encode(bytes, 0, new Digests());
      return bytes;
    }

    @Override
    @Nullable Flaw flaw(byte[] bytes) {
      return CapsuleSegmentHeader.flaw(bytes, 0, Samples.CAPSULE_HEADER.name(), new Digests());
    }

    @Override
    void seal(byte[] bytes) {
      SegmentHeader.seal(bytes, 0, new Digests());
    }

    @Override
    byte[] encodeAgain(byte[] bytes) {
      byte[] again = new byte[CapsuleSegmentHeader.SIZE];
      CapsuleSegmentHeader.decode(bytes, 0).encode(again, 0, new Digests());
      return again;
    }
  },
  CLOSE_RECORD(CloseRecord.SIZE, CloseRecord.SIZE - Id128.SIZE) {
    @Override
    byte[] sample() {
      byte[] bytes = new byte[CloseRecord.SIZE];
      new CloseRecord(Samples.INCARNATION, 7, Samples.PREVIOUS, 9)
          .encode(bytes, 0, Samples.HEADER, new Digests());
      return bytes;
    }

    @Override
    @Nullable Flaw flaw(byte[] bytes) {
      return CloseRecord.flaw(bytes, 0, Samples.HEADER, new Digests());
    }

    @Override
    void seal(byte[] bytes) {
      new Digests().start(Digests.Domain.CLOSE).add(bytes, 0, sealed).end(bytes, sealed);
    }

    @Override
    byte[] encodeAgain(byte[] bytes) {
      byte[] again = new byte[CloseRecord.SIZE];
      CloseRecord.decode(bytes, 0).encode(again, 0, Samples.HEADER, new Digests());
      return again;
    }
  },
  SYMBOL_HEADER(SymbolHeader.SIZE, SymbolHeader.SIZE - Id128.SIZE) {
    @Override
    byte[] sample() {
      byte[] bytes = new byte[SymbolHeader.SIZE];
      SymbolHeader header = new SymbolHeader(3, 100, Location.of(1, 8192), 0, Samples.CAPSULE);
      header.encode(bytes, 0, Samples.INCARNATION, new Digests());
      return bytes;
    }

    @Override
    @Nullable Flaw flaw(byte[] bytes) {
      int index = Bytes.getInt(bytes, 8);
      long location = Bytes.getLong(bytes, 16);
      return SymbolHeader.flaw(bytes, 0, Samples.INCARNATION, index, location, new Digests());
    }

    @Override
    void seal(byte[] bytes) {
      new Digests()
          .start(Digests.Domain.HEADER)
          .addLong(Samples.INCARNATION.random())
          .add(bytes, 0, sealed)
          .end(bytes, sealed);
    }

    @Override
    byte[] encodeAgain(byte[] bytes) {
      byte[] again = new byte[SymbolHeader.SIZE];
      SymbolHeader.decode(bytes, 0).encode(again, 0, Samples.INCARNATION, new Digests());
      return again;
    }
  },
  PROOF(Proof.lengthOf(5, 2), Proof.lengthOf(5, 2) - Id128.SIZE) {
    @Override
    byte[] sample() {
      ProofEncoder encoder = new ProofEncoder(Samples.INCARNATION);
      Extent capsule = new Extent(Samples.CAPSULE, Location.of(1, 4096), 100, 1, 1);
      long[] written = {1, 2, -1};
      long[] read = {4, 9};
      List<Id128> evidence = List.of(new Id128(-1, 3), new Id128(0, 2));
      encoder.add(7, 5, Samples.TOKEN, capsule, written, read, evidence);
      return Arrays.copyOf(encoder.bytes(), encoder.size());
    }

    @Override
    @Nullable Flaw flaw(byte[] bytes) {
      return Proof.flaw(bytes, 0, bytes.length, Samples.INCARNATION, new Digests());
    }

    @Override
    void seal(byte[] bytes) {
      new Digests().start(Digests.Domain.PROOF).add(bytes, 0, sealed).end(bytes, sealed);
    }

    @Override
    byte[] encodeAgain(byte[] bytes) {
      Proof proof = Proof.decode(bytes, 0);
      ProofEncoder encoder = new ProofEncoder(Samples.INCARNATION);
      Extent capsule =
          new Extent(proof.capsule(), proof.capsuleLocation(), proof.capsuleLength(), 1, 1);
      encoder.add(
          proof.sequence(),
          proof.beginSeq(),
          proof.token(),
          capsule,
          proof.writtenPages(),
          proof.readPages(),
          proof.evidence());
      return Arrays.copyOf(encoder.bytes(), encoder.size());
    }
  };

  /** The bytes of a sample, and of every variant of it. */
  final int size;

  /** How many of them the checksum covers; it stands behind them. */
  final int sealed;

  RecordKind(int size, int sealed) {
    this.size = size;
    this.sealed = sealed;
  }

  /** Returns a valid record. */
  abstract byte[] sample();

  /** Judges bytes at a place of their own choice, where the place is among the bytes. */
  abstract @Nullable Flaw flaw(byte[] bytes);

  /** Makes the checksum hold, whatever the bytes say. */
  abstract void seal(byte[] bytes);

  /** Decodes bytes without flaw and encodes what was read. */
  abstract byte[] encodeAgain(byte[] bytes);
}
