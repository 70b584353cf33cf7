package org.waymark.check.disk;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a medium holds when the power is off: names, and the size and bytes behind each.
 *
 * <p>Immutable, and safe for many threads. Images share the sectors in which they agree with each
 * other and with the disks they came from; none is ever written. Two images are equal if they have
 * the same names, sizes and bytes.
 */
public final class DiskImage {

  /** A medium without any file. */
  public static final DiskImage EMPTY = new DiskImage(new String[0], new FileImage[0]);

  /** Sorted. */
  private final String[] names;

  /** Of each name, at the same place. */
  private final FileImage[] files;

  /** Wraps arrays that nobody writes any more; the names must be sorted. */
  DiskImage(String[] names, FileImage[] files) {
    this.names = names;
    this.files = files;
  }

  /** Returns the names, sorted. */
  public List<String> names() {
    return List.of(names);
  }

  /** Returns a file's size in bytes, or -1 if there is no such name. */
  public long size(String name) {
    FileImage file = file(name);
    return file == null ? -1 : file.size();
  }

  /**
   * Returns a copy of a file's bytes.
   *
   * @throws IllegalArgumentException if there is no such name
   */
  public byte[] bytes(String name) {
    return existing(name).bytes();
  }

  /** Returns this image with these bytes as the whole of that file, whether or not it was there. */
  public DiskImage with(String name, byte[] bytes) {
    return with(name, FileImage.of(bytes));
  }

  /**
   * Returns this image without that name.
   *
   * @throws IllegalArgumentException if there is no such name
   */
  public DiskImage without(String name) {
    existing(name);
    SortedMap<String, FileImage> all = all();
    all.remove(name);
    return of(all);
  }

  /**
   * Returns this image with a file under another name, in place of what had that name.
   *
   * @throws IllegalArgumentException if there is no name {@code from}
   */
  public DiskImage renamed(String from, String to) {
    FileImage file = existing(from);
    return without(from).with(to, file);
  }

  /**
   * Returns 64 bits over names, sizes and bytes, the same for equal images in every run. Hashes of
   * sectors are kept, so that images which share sectors are hashed cheaply one after the other.
   */
  public long hash() {
    long sum = 0;
    for (int i = 0; i < names.length; i++) {
      sum += Hashes.named(Hashes.ofName(names[i]), files[i].hash());
    }
    return sum;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    if (!(object instanceof DiskImage other) || !Arrays.equals(names, other.names)) {
      return false;
    }
    for (int i = 0; i < files.length; i++) {
      if (!files[i].same(other.files[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash());
  }

  /** Returns each name with its size, on one line. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder("DiskImage[");
    for (int i = 0; i < names.length; i++) {
      line.append(i == 0 ? "" : ", ").append(names[i]).append(": ").append(files[i].size());
    }
    return line.append(']').toString();
  }

  int count() {
    return names.length;
  }

  String name(int index) {
    return names[index];
  }

  FileImage file(int index) {
    return files[index];
  }

  @Nullable FileImage file(String name) {
    int index = Arrays.binarySearch(names, name);
    return index < 0 ? null : files[index];
  }

  static DiskImage of(SortedMap<String, FileImage> files) {
    return new DiskImage(
        files.keySet().toArray(String[]::new), files.values().toArray(FileImage[]::new));
  }

  private DiskImage with(String name, FileImage file) {
    SortedMap<String, FileImage> all = all();
    all.put(name, file);
    return of(all);
  }

  private SortedMap<String, FileImage> all() {
    SortedMap<String, FileImage> all = new TreeMap<>();
    for (int i = 0; i < names.length; i++) {
      all.put(names[i], files[i]);
    }
    return all;
  }

  private FileImage existing(String name) {
    FileImage file = file(name);
    if (file == null) {
      throw new IllegalArgumentException("name: not in this image: '" + name + "'");
    }
    return file;
  }
}
