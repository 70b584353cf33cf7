package org.waymark.check.disk;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The directory: which names there are, which are durable, and every change that a power loss may
 * keep or undo.
 *
 * <p>Each name is a page of its own: after a failed force a name stays lost until it is changed
 * again, whatever happens to its neighbours.
 */
final class Names {

  /**
   * A name that leads to this file from now on, or to none.
   *
   * @param order of the operation that made it, among all changes of the disk
   */
  record Change(long order, String name, @Nullable Inode inode) {}

  private final SortedMap<String, Inode> current = new TreeMap<>();

  /** Null as long as nothing was changed: the same as {@link #current}. */
  private @Nullable SortedMap<String, Inode> durable;

  private List<Change> pending = List.of();
  private List<Change> undecided = List.of();
  private @Nullable String unreported;

  /** What the file held whose name was removed last: the space that a new file may be given. */
  private @Nullable FileImage freed;

  Names(DiskImage image) {
    for (int i = 0; i < image.count(); i++) {
      String name = image.name(i);
      current.put(name, new Inode(name, image.file(i)));
    }
  }

  /** A copy for a disk of its own. */
  Names(Names other) {
    IdentityHashMap<Inode, Inode> copies = new IdentityHashMap<>();
    copy(other.current, current, copies);
    if (other.durable != null) {
      durable = new TreeMap<>();
      copy(other.durable, durable, copies);
    }
    pending = copy(other.pending, copies);
    undecided = copy(other.undecided, copies);
    freed = other.freed;
  }

  SortedMap<String, Inode> current() {
    return current;
  }

  SortedMap<String, Inode> durable() {
    return durable == null ? current : durable;
  }

  /** Returns the changes that a power loss may keep, oldest first. */
  List<Change> changes() {
    List<Change> changes = new ArrayList<>(undecided);
    changes.addAll(pending);
    return changes;
  }

  @Nullable FileImage freed() {
    return freed;
  }

  Inode create(long order, String name) throws FileAlreadyExistsException {
    if (current.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    Inode inode = new Inode(name, FileImage.of(new byte[0]));
    change(new Change(order, name, inode));
    return inode;
  }

  Inode existing(String name) throws NoSuchFileException {
    Inode inode = current.get(name);
    if (inode == null) {
      throw new NoSuchFileException(name);
    }
    return inode;
  }

  void rename(long order, String from, String to) throws NoSuchFileException {
    Inode inode = existing(from);
    if (!from.equals(to)) {
      inode.label(to);
      Inode replaced = current.get(to);
      freed = replaced == null ? freed : replaced.image();
      change(new Change(order, from, null));
      change(new Change(order, to, inode));
    }
  }

  void delete(long order, String name) throws NoSuchFileException {
    freed = existing(name).image();
    change(new Change(order, name, null));
  }

  /** A force that began when {@code covered} was the last change is done. */
  void forced(long covered) {
    reach(change -> change.order() <= covered);
    pending = new ArrayList<>(pending);
    pending.removeIf(change -> change.order() <= covered);
  }

  /** A force failed: the survivors are on the medium, and nothing is left for a later force. */
  void lost(long covered, Survivors survivors) {
    if (survivors.undecided()) {
      undecided = changes();
    } else {
      List<String> changed = pending.stream().map(Change::name).distinct().sorted().toList();
      reach(change -> change.order() <= covered && survivors.page(changed.indexOf(change.name())));
    }
    pending = List.of();
  }

  void lostUnreported(long now, Survivors survivors, String message) {
    lost(now, survivors);
    unreported = message;
  }

  /** Returns, once, the failure that the next force must report. */
  @Nullable String report() {
    String message = unreported;
    unreported = null;
    return message;
  }

  private void reach(Predicate<Change> reached) {
    for (Change change : pending) {
      if (reached.test(change)) {
        apply(durable(), change);
        undecided = undecided.stream().filter(old -> !old.name().equals(change.name())).toList();
      }
    }
  }

  private void change(Change change) {
    if (durable == null) {
      durable = new TreeMap<>(current);
    }
    apply(current, change);
    if (pending.isEmpty()) {
      pending = new ArrayList<>();
    }
    pending.add(change);
  }

  private static void apply(SortedMap<String, Inode> names, Change change) {
    Inode inode = change.inode();
    if (inode == null) {
      names.remove(change.name());
    } else {
      names.put(change.name(), inode);
    }
  }

  private static void copy(
      SortedMap<String, Inode> from,
      SortedMap<String, Inode> to,
      IdentityHashMap<Inode, Inode> copies) {
    from.forEach((name, inode) -> to.put(name, copies.computeIfAbsent(inode, Inode::new)));
  }

  private static List<Change> copy(List<Change> changes, IdentityHashMap<Inode, Inode> copies) {
    List<Change> copy = new ArrayList<>();
    for (Change change : changes) {
      Inode inode = change.inode();
      Inode copied = inode == null ? null : copies.computeIfAbsent(inode, Inode::new);
      copy.add(new Change(change.order(), change.name(), copied));
    }
    return copy;
  }
}
