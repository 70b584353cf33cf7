package org.waymark.check.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.waymark.check.disk.DiskImage;
import org.waymark.log.SegmentNames;

/** Enumerates the faults of the medium over one log. */
final class Damages {

  private static final int PAGE = 4096;

  private final Specimen specimen;
  private final DiskImage image;
  private final List<Damage> all = new ArrayList<>();

  private Damages(Specimen specimen) {
    this.specimen = specimen;
    this.image = specimen.image();
  }

  /** Returns every single bit of every file, flipped. */
  static List<Damage> flips(Specimen specimen) {
    List<Damage> flips = new ArrayList<>();
    for (String file : specimen.image().names()) {
      for (int bit = 0; bit < 8 * specimen.image().size(file); bit++) {
        flips.add(new Damage.Flip(file, bit));
      }
    }
    return flips;
  }

  /** Returns every fault of one sector or page. */
  static List<Damage> ofSectors(Specimen specimen) {
    Damages damages = new Damages(specimen);
    Sectors.of(specimen).forEach(damages::one);
    damages.pages();
    return damages.all;
  }

  /** Returns every fault of two sectors. */
  static List<Damage> ofPairs(Specimen specimen) {
    Damages damages = new Damages(specimen);
    List<Sectors.Sector> sectors = Sectors.of(specimen);
    for (Sectors.Sector sector : sectors) {
      for (Sectors.Sector other : sectors) {
        if (!sameBytes(sector, other)) {
          damages.two(sector, other);
        }
      }
    }
    return damages.all;
  }

  /** Returns every fault of whole files, and every set of files removed. */
  static List<Damage> ofFiles(Specimen specimen) {
    Damages damages = new Damages(specimen);
    List<String> files = new ArrayList<>(specimen.image().names());
    files.remove(SegmentNames.LOCK);
    for (String file : files) {
      damages.cuts(file);
      damages.older(file);
      for (String other : files) {
        if (!other.equals(file)) {
          damages.copied(file, other);
        }
      }
    }
    for (int set = 1; set < 1 << files.size(); set++) {
      damages.removed(files, set);
    }
    return damages.all;
  }

  private void one(Sectors.Sector sector) {
    String words = sector.words();
    all.add(new Damage.Unreadable(sector.file(), sector.offset(), sector.bytes().length));
    if (!sector.isZero()) {
      byte[] zeros = new byte[sector.bytes().length];
      patched(Kind.ZERO, words + " zeroed", patch(sector, zeros));
    }
    for (byte[] before : sector.earlier()) {
      int age = sector.earlier().indexOf(before) + 1;
      patched(Kind.LOST, words + " lost its last writes (" + age + ")", patch(sector, before));
    }
  }

  private void two(Sectors.Sector from, Sectors.Sector to) {
    String words = from.words() + " written to " + to.words();
    boolean once = from.file().compareTo(to.file()) < 0;
    once |= from.file().equals(to.file()) && from.offset() < to.offset();
    if (once) {
      String swapped = from.words() + " swapped with " + to.words();
      patched(Kind.SWAP, swapped, patch(from, to.bytes()), patch(to, from.bytes()));
    }
    if (!from.isZero()) {
      patched(Kind.MISDIRECTED, words + " too", patch(to, from.bytes()));
      if (!from.earlier().isEmpty()) {
        byte[] before = from.earlier().get(0);
        patched(Kind.MISPLACED, words + " only", patch(to, from.bytes()), patch(from, before));
      }
    }
  }

  private void pages() {
    for (String file : image.names()) {
      for (int offset = 0; offset < image.size(file); offset += PAGE) {
        byte[] zeros = new byte[(int) Math.min(PAGE, image.size(file) - offset)];
        String words = "page " + offset / PAGE + " of " + file + " zeroed";
        patched(Kind.ZERO_PAGE, words, new Damage.Patch(file, offset, zeros));
      }
    }
  }

  private void cuts(String file) {
    byte[] bytes = image.bytes(file);
    for (int size = 0; size < bytes.length; size += Sectors.SIZE) {
      DiskImage left = image.with(file, Arrays.copyOf(bytes, size));
      whole(Kind.CUT, left, file + " cut to " + size + " bytes");
    }
  }

  private void older(String file) {
    List<byte[]> versions = Sectors.earlier(specimen, file);
    for (int i = 0; i < versions.size(); i++) {
      String words = file + " is what it was, " + (i + 1) + " versions earlier";
      whole(Kind.OLDER, image.with(file, versions.get(i)), words);
    }
  }

  private void copied(String from, String to) {
    byte[] content = image.bytes(from);
    DiskImage left = image.with(to, content);
    whole(Kind.COPIED, left, to + " has the content of " + from);
    if (from.compareTo(to) < 0) {
      left = left.with(from, image.bytes(to));
      whole(Kind.COPIED, left, from + " and " + to + " have each other's content");
    }
  }

  private void removed(List<String> files, int set) {
    DiskImage left = image;
    List<String> gone = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      if ((set >> i & 1) != 0) {
        left = left.without(files.get(i));
        gone.add(files.get(i));
      }
    }
    Kind kind = gone.size() == 1 ? Kind.REMOVED : Kind.REMOVED_MORE;
    whole(kind, left, String.join(", ", gone) + " removed");
  }

  private void patched(Kind kind, String words, Damage.Patch... patches) {
    all.add(new Damage.Patched(kind, List.of(patches), words));
  }

  private void whole(Kind kind, DiskImage left, String words) {
    all.add(new Damage.Files(kind, Region.FILE, left, words));
  }

  private static Damage.Patch patch(Sectors.Sector at, byte[] by) {
    return new Damage.Patch(at.file(), at.offset(), Arrays.copyOf(by, at.bytes().length));
  }

  private static boolean sameBytes(Sectors.Sector one, Sectors.Sector other) {
    return Arrays.equals(one.bytes(), other.bytes());
  }
}
