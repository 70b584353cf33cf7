package org.waymark.check.disk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A second disk, for nothing but comparison: the words of the fault model, written down without a
 * thought of speed, and without a class of the first.
 *
 * <p>It is a bag of {@link Piece}s: where each name leads to, how long each file is, what each
 * sector holds. Each piece has a history since a force covered it, and a power loss leaves any
 * entry of each history. Files are at most {@value #MOST} bytes, all of which always have a
 * history.
 */
final class NaiveDisk {

  static final int MOST = 8192;

  private static final int SECTOR = 512;
  private static final int PAGE = 4096;

  /** Something that is kept or lost as one; a name's value is a file's number, or null. */
  private static final class Piece {
    final List<Entry> history = new ArrayList<>();

    /** Whether the next force will write it. */
    boolean dirty;

    Piece(@Nullable Object medium) {
      history.add(new Entry(0, medium, false));
    }

    void change(int order, @Nullable Object value) {
      history.add(new Entry(order, value, true));
      dirty = true;
    }

    /** What was there when the force began is on the medium. */
    void forced(int covered) {
      int last = -1;
      for (int i = 0; i < history.size(); i++) {
        last = history.get(i).pending() && history.get(i).order() <= covered ? i : last;
      }
      if (dirty && last >= 0) {
        Object durable = history.get(last).value();
        history.subList(0, last + 1).clear();
        history.add(0, new Entry(0, durable, false));
      }
      dirty = history.stream().anyMatch(Entry::pending);
    }

    /** The medium is old, or anybody's guess, and no force will write what is cached. */
    void failed(boolean undecided) {
      if (undecided) {
        history.replaceAll(entry -> new Entry(entry.order(), entry.value(), false));
      } else {
        history.removeIf(Entry::pending);
      }
      dirty = false;
    }

    List<@Nullable Object> values() {
      return history.stream().map(Entry::value).collect(Collectors.toList());
    }

    /** The value after that change. */
    @Nullable Object at(int order) {
      Object value = history.get(0).value();
      for (Entry entry : history) {
        value = entry.order() <= order ? entry.value() : value;
      }
      return value;
    }
  }

  private record Entry(int order, @Nullable Object value, boolean pending) {}

  private static final class File {
    final byte[] cached = new byte[MOST];
    int cachedSize;
    final Piece size = new Piece(0);
    final List<Piece> sectors = new ArrayList<>();

    File() {
      for (int i = 0; i < MOST / SECTOR; i++) {
        sectors.add(new Piece(text(new byte[SECTOR])));
      }
    }

    void touch(int order, int from, int to) {
      for (int page = from / PAGE; page * PAGE < to; page++) {
        for (int i = page * PAGE / SECTOR; i < (page + 1) * PAGE / SECTOR; i++) {
          byte[] whole = Arrays.copyOfRange(cached, i * SECTOR, (i + 1) * SECTOR);
          sectors.get(i).change(order, text(whole));
        }
      }
    }

    void resize(int order, int size) {
      cachedSize = size;
      this.size.change(order, size);
    }

    List<Piece> pieces() {
      List<Piece> pieces = new ArrayList<>(sectors);
      pieces.add(size);
      return pieces;
    }
  }

  private final Map<String, Piece> names = new TreeMap<>();
  private final Map<String, Integer> current = new TreeMap<>();
  private final List<File> files = new ArrayList<>();
  private int order;

  int order() {
    return order;
  }

  Set<String> present() {
    return new TreeSet<>(current.keySet());
  }

  int create(String name) {
    files.add(new File());
    lead(++order, name, files.size() - 1);
    return files.size() - 1;
  }

  int file(String name) {
    return Objects.requireNonNull(current.get(name));
  }

  void rename(String from, String to) {
    int file = file(from);
    order++;
    lead(order, from, null);
    lead(order, to, file);
  }

  void delete(String name) {
    lead(++order, name, null);
  }

  private void lead(int order, String name, @Nullable Integer file) {
    names.computeIfAbsent(name, none -> new Piece(null)).change(order, file);
    current.remove(name);
    if (file != null) {
      current.put(name, file);
    }
  }

  void write(int number, int position, byte[] bytes) {
    File file = files.get(number);
    order++;
    System.arraycopy(bytes, 0, file.cached, position, bytes.length);
    int end = position + bytes.length;
    file.touch(order, position, end);
    List<@Nullable Object> sizes = file.size.values();
    boolean readable = file.size.dirty || end <= (int) Objects.requireNonNull(sizes.get(0));
    if (end > file.cachedSize || !readable) {
      file.resize(order, Math.max(file.cachedSize, end));
    }
  }

  void truncate(int number, int size) {
    File file = files.get(number);
    order++;
    if (size < file.cachedSize) {
      Arrays.fill(file.cached, size, file.cachedSize, (byte) 0);
      file.touch(order, size, file.cachedSize);
      file.resize(order, size);
    }
  }

  void force(int number, int covered) {
    files.get(number).pieces().forEach(piece -> piece.forced(covered));
  }

  void forceFails(int number, boolean undecided) {
    files.get(number).pieces().forEach(piece -> piece.failed(undecided));
  }

  void forceDirectory(int covered) {
    names.values().forEach(piece -> piece.forced(covered));
  }

  void forceDirectoryFails(boolean undecided) {
    names.values().forEach(piece -> piece.failed(undecided));
  }

  /** Every image that a power loss may leave now, as text; names, sizes, sectors independent. */
  Set<Map<String, String>> anyOrder(int unit, boolean torn) {
    Set<Map<String, String>> images = new HashSet<>();
    List<List<@Nullable Object>> choices = new ArrayList<>();
    names.values().forEach(name -> choices.add(distinct(name.values())));
    for (File file : files) {
      choices.add(distinct(file.size.values()));
      for (int i = 0; i < file.sectors.size(); i += unit / SECTOR) {
        choices.add(unit(file.sectors.subList(i, i + unit / SECTOR), torn));
      }
    }
    product(choices, new ArrayList<>(), images);
    return images;
  }

  private static List<@Nullable Object> distinct(List<@Nullable Object> values) {
    return new ArrayList<>(new LinkedHashSet<>(values));
  }

  /** The contents of one sector, or of several that are kept or lost as one. */
  private List<@Nullable Object> unit(List<Piece> sectors, boolean torn) {
    TreeSet<Integer> orders = new TreeSet<>(List.of(0));
    sectors.forEach(s -> s.history.forEach(entry -> orders.add(entry.order())));
    List<String> versions = new ArrayList<>();
    for (int at : orders) {
      versions.add(sectors.stream().map(s -> (String) s.at(at)).collect(Collectors.joining()));
    }
    List<@Nullable Object> contents = new ArrayList<>(versions);
    for (int now = 0; torn && now < versions.size(); now++) {
      for (int before = 0; before < now; before++) {
        for (int cut = 0; cut <= versions.get(now).length(); cut++) {
          String a = versions.get(before);
          String b = versions.get(now);
          contents.add(a.substring(0, cut) + b.substring(cut));
          contents.add(b.substring(0, cut) + a.substring(cut));
        }
      }
    }
    return distinct(contents);
  }

  private void product(
      List<List<@Nullable Object>> choices,
      List<@Nullable Object> chosen,
      Set<Map<String, String>> images) {
    if (chosen.size() == choices.size()) {
      images.add(image(chosen));
      return;
    }
    for (Object value : choices.get(chosen.size())) {
      chosen.add(value);
      product(choices, chosen, images);
      chosen.remove(chosen.size() - 1);
    }
  }

  /** Puts an image together from names, and of each file the size and the contents. */
  private Map<String, String> image(List<@Nullable Object> chosen) {
    int perFile = (chosen.size() - names.size()) / Math.max(1, files.size());
    Map<String, String> image = new HashMap<>();
    int next = 0;
    for (String name : names.keySet()) {
      Integer file = (Integer) chosen.get(next++);
      if (file != null) {
        int first = names.size() + file * perFile;
        int size = (int) Objects.requireNonNull(chosen.get(first));
        String all =
            chosen.subList(first + 1, first + perFile).stream()
                .map(String.class::cast)
                .collect(Collectors.joining());
        image.put(name, all.substring(0, size));
      }
    }
    return image;
  }

  /** The images that a prefix of all changes leaves. */
  Set<Map<String, String>> globalPrefix() {
    Set<Map<String, String>> images = new HashSet<>();
    for (int at = 0; at <= order; at++) {
      images.add(imageAt(at));
    }
    return images;
  }

  /** The image that the first so many changes leave, where they were not forced or lost. */
  Map<String, String> imageAt(int at) {
    List<@Nullable Object> chosen = new ArrayList<>();
    for (Piece name : names.values()) {
      chosen.add(name.at(at));
    }
    for (File file : files) {
      chosen.addAll(fileAt(file, at));
    }
    return image(chosen);
  }

  /** The images that a prefix of each file's changes leaves, and one of the directory's. */
  Set<Map<String, String>> filePrefix() {
    Set<Map<String, String>> images = new HashSet<>();
    prefixes(-1, new ArrayList<>(), images);
    return images;
  }

  private void prefixes(int file, List<@Nullable Object> chosen, Set<Map<String, String>> images) {
    if (file == files.size()) {
      images.add(image(chosen));
      return;
    }
    Set<List<@Nullable Object>> states = new HashSet<>();
    for (int at = 0; at <= order; at++) {
      int now = at;
      states.add(
          file < 0
              ? names.values().stream().map(name -> name.at(now)).collect(Collectors.toList())
              : fileAt(files.get(file), at));
    }
    for (List<@Nullable Object> state : states) {
      List<@Nullable Object> more = new ArrayList<>(chosen);
      more.addAll(state);
      prefixes(file + 1, more, images);
    }
  }

  private static List<@Nullable Object> fileAt(File file, int at) {
    List<@Nullable Object> state = new ArrayList<>();
    state.add(file.size.at(at));
    file.sectors.forEach(sector -> state.add(sector.at(at)));
    return state;
  }

  /** How many images {@link #anyOrder} would try. */
  double raw() {
    double raw = 1;
    for (Piece name : names.values()) {
      raw *= distinct(name.values()).size();
    }
    for (File file : files) {
      for (Piece piece : file.pieces()) {
        raw *= distinct(piece.values()).size();
      }
    }
    return raw;
  }

  /** Bytes as text, one character each, so that they can be compared and cut. */
  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
