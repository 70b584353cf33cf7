package org.waymark.disk;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The names of a {@link MemoryDisk}: which there are, which are durable, and every change that a
 * power loss may keep or undo. Guarded by the disk's monitor.
 */
final class MemoryNames {

  /** A name that leads to this file from now on, or to none. */
  private record Change(String name, Optional<MemoryFile> file) {
    void applyTo(Map<String, MemoryFile> names) {
      file.ifPresentOrElse(present -> names.put(name, present), () -> names.remove(name));
    }
  }

  private final Map<String, MemoryFile> current = new TreeMap<>();
  private final Map<String, MemoryFile> durable = new TreeMap<>();
  private final List<Change> unforced = new ArrayList<>();

  MemoryFile create(String name) throws FileAlreadyExistsException {
    if (current.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    MemoryFile file = new MemoryFile();
    change(new Change(name, Optional.of(file)));
    return file;
  }

  MemoryFile existing(String name) throws NoSuchFileException {
    MemoryFile file = current.get(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    return file;
  }

  MemoryFile existingOrNew(String name) throws FileAlreadyExistsException {
    MemoryFile file = current.get(name);
    return file == null ? create(name) : file;
  }

  boolean leadsTo(String name, MemoryFile file) {
    return current.get(name) == file;
  }

  void rename(String from, String to) throws NoSuchFileException {
    MemoryFile file = existing(from);
    if (!from.equals(to)) {
      change(new Change(from, Optional.empty()));
      change(new Change(to, Optional.of(file)));
    }
  }

  void delete(String name) throws NoSuchFileException {
    existing(name);
    change(new Change(name, Optional.empty()));
  }

  List<String> list() {
    return List.copyOf(current.keySet());
  }

  /** Returns the sum of the sizes of all files that have a name. */
  long totalSize() {
    return current.values().stream().mapToLong(MemoryFile::size).sum();
  }

  void force() {
    unforced.forEach(change -> change.applyTo(durable));
    clean();
  }

  /** Forgets what was unforced but leaves it current: the medium is old, and nothing will tell. */
  void clean() {
    unforced.clear();
  }

  /** Loses the cache; of each name's unforced changes a prefix stays, as long as chance picks. */
  void crash(SplittableRandom chance) {
    Map<String, List<Change>> chains = new TreeMap<>();
    for (Change change : unforced) {
      chains.computeIfAbsent(change.name(), none -> new ArrayList<>()).add(change);
    }
    for (List<Change> chain : chains.values()) {
      int kept = chance.nextInt(chain.size() + 1);
      if (kept > 0) {
        chain.get(kept - 1).applyTo(durable);
      }
    }
    reload();
  }

  /** Loses the cache, and everything unforced with it. */
  void reload() {
    clean();
    current.clear();
    current.putAll(durable);
  }

  /** Returns each file that a name leads to now, or would after some crash, in a fixed order. */
  List<MemoryFile> files() {
    Set<MemoryFile> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<MemoryFile> files = new ArrayList<>();
    durable.values().stream().filter(seen::add).forEach(files::add);
    unforced.stream()
        .flatMap(change -> change.file().stream())
        .filter(seen::add)
        .forEach(files::add);
    current.values().stream().filter(seen::add).forEach(files::add);
    return files;
  }

  private void change(Change change) {
    change.applyTo(current);
    unforced.add(change);
  }
}
