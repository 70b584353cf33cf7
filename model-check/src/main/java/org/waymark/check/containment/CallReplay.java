package org.waymark.check.containment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.DiskImage;

/**
 * What system calls make of a directory: the contents and names cached, those that must be durable,
 * and the calls between the two.
 *
 * <p>Written against POSIX alone, and on purpose without any part of the simulated disk: whole
 * files as arrays, and a list of what was done. Used by one thread.
 */
final class CallReplay {

  /** A file behind its names. */
  private static final class Inode {
    private byte[] cached = {};
    private byte[] durable = {};
  }

  /** A call that no force has covered. */
  private static final class Change {
    /** The file that it changed, or that the name leads to now; null for none. */
    private final @Nullable Inode inode;

    /** The name that it changed; null if it changed the file. */
    private final @Nullable String name;

    /** Where it wrote, or the size that it cut to. */
    private final long position;

    /** What it wrote; null if it cut. */
    private final byte @Nullable [] bytes;

    Change(@Nullable Inode inode, @Nullable String name, long position, byte @Nullable [] bytes) {
      this.inode = inode;
      this.name = name;
      this.position = position;
      this.bytes = bytes;
    }
  }

  private final Map<String, Inode> cached = new TreeMap<>();
  private final Map<String, Inode> durable = new TreeMap<>();
  private final List<Change> pending = new ArrayList<>();

  long size(String name) {
    Inode inode = cached.get(name);
    return inode == null ? -1 : inode.cached.length;
  }

  void create(String name) {
    point(name, new Inode());
  }

  void rename(String name, String other) {
    Inode inode = cached.get(name);
    point(name, null);
    point(other, inode);
  }

  void unlink(String name) {
    point(name, null);
  }

  private void point(String name, @Nullable Inode inode) {
    set(cached, name, inode);
    pending.add(new Change(inode, name, 0, null));
  }

  void write(String name, long position, byte[] bytes) {
    change(new Change(existing(name), null, position, bytes));
  }

  void truncate(String name, long size) {
    change(new Change(existing(name), null, size, null));
  }

  private void change(Change change) {
    Inode inode = change.inode;
    if (inode != null) {
      inode.cached = apply(inode.cached, change);
      pending.add(change);
    }
  }

  /** The file is forced. */
  void force(String name) {
    Inode inode = existing(name);
    inode.durable = inode.cached;
    pending.removeIf(change -> change.name == null && change.inode == inode);
  }

  /** The directory is forced. */
  void forceDirectory() {
    durable.clear();
    durable.putAll(cached);
    pending.removeIf(change -> change.name != null);
  }

  private Inode existing(String name) {
    Inode inode = cached.get(name);
    if (inode == null) {
      throw new IllegalStateException("the trace uses '" + name + "' before it creates it");
    }
    return inode;
  }

  /** Returns what a process sees. */
  DiskImage cached() {
    DiskImage image = DiskImage.EMPTY;
    for (Map.Entry<String, Inode> entry : cached.entrySet()) {
      image = image.with(entry.getKey(), entry.getValue().cached);
    }
    return image;
  }

  /** Returns how many calls no force has covered. */
  int pending() {
    return pending.size();
  }

  /** Returns what is left if of the calls that no force has covered only the first few survive. */
  DiskImage prefix(int survivors) {
    return image(pending.subList(0, survivors));
  }

  /** Returns what is left if of each file and of each name the first few survive. */
  DiskImage prefixes(SplittableRandom random) {
    IdentityHashMap<Object, Integer> left = new IdentityHashMap<>();
    Map<String, String> same = new TreeMap<>();
    List<Change> kept = new ArrayList<>();
    for (Change change : pending) {
      String name = change.name;
      Object key = name == null ? change.inode : same.computeIfAbsent(name, n -> n);
      int more = left.computeIfAbsent(key, k -> random.nextInt(4));
      if (more > 0) {
        kept.add(change);
        left.put(key, random.nextInt(5) > 0 ? more : more - 1);
      } else {
        left.put(key, 0);
      }
    }
    return image(kept);
  }

  private DiskImage image(List<Change> kept) {
    Map<String, Inode> names = new TreeMap<>(durable);
    IdentityHashMap<Inode, byte[]> contents = new IdentityHashMap<>();
    for (Change change : kept) {
      Inode inode = change.inode;
      if (change.name != null) {
        set(names, change.name, inode);
      } else if (inode != null) {
        contents.put(inode, apply(contents.getOrDefault(inode, inode.durable), change));
      }
    }
    DiskImage image = DiskImage.EMPTY;
    for (Map.Entry<String, Inode> entry : names.entrySet()) {
      Inode inode = entry.getValue();
      image = image.with(entry.getKey(), contents.getOrDefault(inode, inode.durable));
    }
    return image;
  }

  private static void set(Map<String, Inode> names, String name, @Nullable Inode inode) {
    if (inode == null) {
      names.remove(name);
    } else {
      names.put(name, inode);
    }
  }

  private static byte[] apply(byte[] content, Change change) {
    byte[] bytes = change.bytes;
    int position = Math.toIntExact(change.position);
    if (bytes == null) {
      return Arrays.copyOf(content, position);
    }
    byte[] changed = Arrays.copyOf(content, Math.max(content.length, position + bytes.length));
    System.arraycopy(bytes, 0, changed, position, bytes.length);
    return changed;
  }
}
