package org.waymark.check.media;

import java.util.List;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.Fault;
import org.waymark.check.disk.Faults;
import org.waymark.check.disk.Operation;

/** One fault of the medium, which makes another image of an undamaged one. Immutable. */
sealed interface Damage {

  /** Returns what kind of fault it is. */
  Kind kind();

  /** Returns what the format keeps there: of several places, the first in the order of regions. */
  Region region(FormatMap map);

  /** Returns what the medium holds with this fault. */
  DiskImage image(FormatMap map);

  /** Returns what goes wrong when it is read. */
  default Faults reading() {
    return Faults.NONE;
  }

  /**
   * A bit changes.
   *
   * @param bit counted from the lowest of byte 0
   */
  record Flip(String file, int bit) implements Damage {
    @Override
    public Kind kind() {
      return Kind.FLIP;
    }

    @Override
    public Region region(FormatMap map) {
      return map.at(file, bit >> 3);
    }

    @Override
    public DiskImage image(FormatMap map) {
      byte[] bytes = map.bytes(file).clone();
      bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
      return map.image().with(file, bytes);
    }

    @Override
    public String toString() {
      return "bit " + (bit & 7) + " of byte " + (bit >> 3) + " of " + file + " flipped";
    }
  }

  /**
   * Bytes that take the place of others; the file keeps its size.
   *
   * @param by the bytes; those beyond the end of the file are dropped; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // A carrier; never compared.
  record Patch(String file, int offset, byte[] by) {

    private DiskImage on(DiskImage image) {
      byte[] bytes = image.bytes(file);
      System.arraycopy(by, 0, bytes, offset, Math.min(by.length, bytes.length - offset));
      return image.with(file, bytes);
    }
  }

  /** Sectors or pages hold something else, one or two of them. */
  record Patched(Kind kind, List<Patch> patches, String words) implements Damage {
    @Override
    public Region region(FormatMap map) {
      Region first = Region.FILE;
      for (Patch patch : patches) {
        Region in = map.in(patch.file(), patch.offset(), patch.offset() + patch.by().length);
        first = in.compareTo(first) < 0 ? in : first;
      }
      return first;
    }

    @Override
    public DiskImage image(FormatMap map) {
      DiskImage image = map.image();
      for (Patch patch : patches) {
        image = patch.on(image);
      }
      return image;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Something happened to whole files. */
  record Files(Kind kind, Region where, DiskImage left, String words) implements Damage {
    @Override
    public Region region(FormatMap map) {
      return where;
    }

    @Override
    public DiskImage image(FormatMap map) {
      return left;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Reads that touch these bytes fail. */
  record Unreadable(String file, int offset, int length) implements Damage {
    @Override
    public Kind kind() {
      return Kind.UNREADABLE;
    }

    @Override
    public Region region(FormatMap map) {
      return map.in(file, offset, offset + length);
    }

    @Override
    public DiskImage image(FormatMap map) {
      return map.image();
    }

    @Override
    public Faults reading() {
      Fault fails = new Fault.Fails("a sector cannot be read");
      return operation -> touches(operation) ? fails : null;
    }

    private boolean touches(Operation operation) {
      return operation.kind() == Operation.Kind.READ
          && operation.name().equals(file)
          && operation.position() < offset + length
          && operation.position() + operation.length() > offset;
    }

    @Override
    public String toString() {
      return "bytes " + offset + " to " + (offset + length - 1) + " of " + file + " unreadable";
    }
  }
}
