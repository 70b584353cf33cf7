package org.waymark.check.disk;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.Operation.Kind;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;
import org.waymark.disk.DiskFullException;
import org.waymark.disk.DiskLock;
import org.waymark.disk.DiskLockedException;

/**
 * One machine's disk in memory, which keeps apart what a process sees (the cache) and what is
 * durable (the medium).
 *
 * <ul>
 *   <li>A force is two events. What completed before it began is durable when it returns; in
 *       between anything goes.
 *   <li>A failed force is reported once. It leaves the medium old, the cache new and the pages of
 *       the file clean, so that the next force returns and writes nothing.
 *   <li>Pages of 4 KiB are copied whole: a write to a clean page, even byte for byte what is there,
 *       makes all of it dirty, with whatever a failed force had lost in it.
 *   <li>A size that a failed force had lost is dirty again when the file's size changes, or when
 *       bytes behind the medium's size are written, which could not be read without it.
 *   <li>A name is durable only after a force of the directory. One that a failed force had lost
 *       stays lost until it is changed itself.
 * </ul>
 *
 * <p>{@link #afterProcessDeath} and {@link #crashStates} are the two ways in which it goes on after
 * a crash. Several processes of one machine may use one disk: a lock excludes them all, and is lost
 * when its file is replaced. As with real files, a handle on a locked file cannot be opened, since
 * closing it would drop the lock; unlike with them, nothing is written into a locked file.
 *
 * <p>For one thread at a time: whoever runs several lets one of them run, by way of the hook.
 * Nothing here locks or waits. Files end below 1 TiB.
 */
public final class SimDisk implements Disk {

  private final Names names;
  private final Set<Inode> locked = Collections.newSetFromMap(new IdentityHashMap<>(2));
  private DiskHook hook;
  private Faults faults;
  private long capacity = Long.MAX_VALUE;
  private long operations;

  /** Counts changes of the cache, so that any two can be put in order. */
  private long changes;

  /** An operation that somebody sees, and what goes wrong with it. */
  record Call(Operation operation, @Nullable Fault fault) {}

  /** Boots from a medium: nothing is cached, everything durable. */
  public SimDisk(DiskImage medium) {
    this(medium, DiskHook.NONE, Faults.NONE);
  }

  /** Boots from a medium: nothing is cached, everything durable. */
  public SimDisk(DiskImage medium, DiskHook hook, Faults faults) {
    this(new Names(medium), hook, faults);
  }

  private SimDisk(Names names, DiskHook hook, Faults faults) {
    this.names = names;
    this.hook = hook;
    this.faults = faults;
  }

  /** Lets this hook see what begins from now on; {@link DiskHook#NONE} costs nothing. */
  public void hook(DiskHook hook) {
    this.hook = hook;
  }

  /** Lets these decide what goes wrong from now on; {@link Faults#NONE} costs nothing. */
  public void faults(Faults faults) {
    this.faults = faults;
  }

  /** Lets the sizes of all named files add up to this many bytes at most; unlimited at first. */
  public void capacity(long bytes) {
    capacity = bytes;
  }

  /** Returns how many operations were begun. */
  public long operations() {
    return operations;
  }

  /** Returns what a process sees: as if everything cached were on a medium. */
  public DiskImage cached() {
    SortedMap<String, FileImage> files = new TreeMap<>();
    names.current().forEach((name, inode) -> files.put(name, inode.image()));
    return DiskImage.of(files);
  }

  /**
   * Returns this machine's disk after all its processes died: the same cache, the same medium, and
   * the same between the two. Handles and locks are gone, with the errors that no force had
   * reported; there is no hook and no fault, but the capacity is the same. This disk stays usable
   * and the two share no changes.
   */
  public SimDisk afterProcessDeath() {
    SimDisk copy = new SimDisk(new Names(names), DiskHook.NONE, Faults.NONE);
    copy.changes = changes;
    copy.capacity = capacity;
    return copy;
  }

  /** Returns what a power loss may leave now; later operations do not change it. */
  public CrashStates crashStates(CrashProfile profile) {
    return CrashStates.of(names, profile);
  }

  @Override
  public DiskFile create(String name) throws IOException {
    throwFault(begins(Kind.CREATE, name, 0, 0), name, true);
    return new SimFile(this, name, names.create(++changes, name), Access.READ_WRITE);
  }

  /**
   * {@inheritDoc}
   *
   * @throws DiskLockedException if the file is locked
   */
  @Override
  public DiskFile open(String name, Access access) throws IOException {
    throwFault(begins(Kind.OPEN, name, 0, 0), name, false);
    Inode inode = names.existing(name);
    if (locked.contains(inode)) {
      throw new DiskLockedException(describe(name) + " is locked");
    }
    return new SimFile(this, name, inode, access);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    throwFault(begins(Kind.RENAME, from, 0, 0), from, true);
    names.rename(++changes, from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    throwFault(begins(Kind.DELETE, name, 0, 0), name, false);
    names.delete(++changes, name);
  }

  @Override
  public List<String> list() throws IOException {
    throwFault(begins(Kind.LIST, "", 0, 0), "", false);
    return List.copyOf(names.current().keySet());
  }

  @Override
  public void forceDirectory() throws IOException {
    long covered = changes;
    Call call = begins(Kind.FORCE_DIRECTORY, "", 0, 0);
    forceEnds(call);
    if (call != null && call.fault() instanceof Fault.Ignored) {
      return;
    }
    if (call != null && call.fault() != null) {
      names.lost(covered, survivors(call.fault()));
    }
    throwFault(call, "", true);
    String unreported = names.report();
    if (unreported != null) {
      names.lost(covered, Survivors.NONE);
      throw new IOException(describe("") + ": " + unreported);
    }
    names.forced(covered);
  }

  @Override
  public DiskLock lock(String name) throws IOException {
    throwFault(begins(Kind.LOCK, name, 0, 0), name, true);
    Inode inode = names.current().get(name);
    if (inode == null) {
      inode = names.create(++changes, name);
    }
    if (!locked.add(inode)) {
      throw new DiskLockedException(describe(name) + " is locked");
    }
    return new SimLock(this, name, inode);
  }

  @Override
  public String describe(String name) {
    return "simulated:" + name;
  }

  /** Returns each name with its size as cached, on one line. */
  @Override
  public String toString() {
    return "SimDisk[" + cached() + ", " + operations + " operations]";
  }

  long changes() {
    return changes;
  }

  long nextChange() {
    return ++changes;
  }

  boolean leadsTo(String name, Inode inode) {
    return names.current().get(name) == inode;
  }

  void unlock(Inode inode) {
    locked.remove(inode);
  }

  /** Returns how many bytes all files may still grow, at least 0. */
  long room() {
    if (capacity == Long.MAX_VALUE) {
      return capacity;
    }
    long used = 0;
    for (Inode inode : names.current().values()) {
      used += inode.size();
    }
    return Math.max(0, capacity - used);
  }

  /** Counts an operation and shows it around; null if nobody looks. */
  @Nullable Call begins(Kind kind, String name, long position, int length) {
    operations++;
    if (hook == DiskHook.NONE && faults == Faults.NONE) {
      return null;
    }
    Operation operation = new Operation(operations, kind, name, position, length);
    Fault fault = faults.at(operation);
    hook.begins(this, operation);
    if (fault instanceof Fault.LateError late) {
      fail(late, operation.number());
      fault = null;
    }
    return new Call(operation, fault);
  }

  void forceEnds(@Nullable Call call) {
    if (call != null) {
      hook.forceEnds(this, call.operation());
    }
  }

  /** Throws what goes wrong with an operation that has no effect then; null if nothing does. */
  void throwFault(@Nullable Call call, String name, boolean needsSpace) throws IOException {
    Fault fault = call == null ? null : call.fault();
    if (fault instanceof Fault.Fails fails) {
      throw new IOException(describe(name) + ": " + fails.message());
    }
    if (fault instanceof Fault.Full && needsSpace) {
      throw full(name);
    }
    if (call != null && fault != null) {
      throw new IllegalStateException(fault + " does not fit " + call.operation());
    }
  }

  DiskFullException full(String name) {
    return new DiskFullException(
        describe(name) + ": no space left", new IOException("no space left"));
  }

  static Survivors survivors(Fault fault) {
    return fault instanceof Fault.Fails fails ? fails.survivors() : Survivors.NONE;
  }

  private void fail(Fault.LateError late, long operation) {
    if (late.name().isEmpty()) {
      names.lostUnreported(changes, late.survivors(), late.message());
      return;
    }
    Inode inode = names.current().get(late.name());
    if (inode != null) {
      inode.lostUnreported(changes, late.survivors(), late.message(), operation);
    }
  }
}
