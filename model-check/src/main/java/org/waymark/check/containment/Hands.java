package org.waymark.check.containment;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/**
 * Whoever carries steps out on one disk, with the files it has open. A file is opened when it is
 * first needed and stays open under its new name when it is renamed. Used by one thread.
 */
final class Hands implements Closeable {
  private final Disk disk;
  private final Map<String, DiskFile> open = new HashMap<>();

  Hands(Disk disk) {
    this.disk = disk;
  }

  /**
   * Carries a step out; one of the machine's doing is none of this process's business and changes
   * nothing here.
   *
   * @return what the process sees of it: the names listed, or the size of the file afterwards
   */
  String apply(Step step) throws IOException {
    String name = step.name();
    switch (step.kind()) {
      case CREATE -> open.put(name, disk.create(name));
      case WRITE -> file(name).writeFully(step.position(), step.bytes(), 0, step.length());
      case TRUNCATE -> file(name).truncate(step.position());
      case PREALLOCATE -> file(name).preallocate(step.position());
      case FORCE -> file(name).force();
      case CLOSE -> close(name);
      case RENAME -> rename(name, step.other());
      case DELETE -> {
        disk.delete(name);
        close(name);
      }
      case FORCE_DIRECTORY -> disk.forceDirectory();
      case LIST -> {
        return disk.list().toString();
      }
      case WRITE_BACK, FORCE_ELSEWHERE, COMMIT_JOURNAL, SYNC -> {
        return "";
      }
    }
    DiskFile file = open.get(name);
    return file == null ? "" : Long.toString(file.size());
  }

  /** Forces a file, or the directory if the name is empty: a promise the steps did not ask for. */
  void force(String name) throws IOException {
    if (name.isEmpty()) {
      disk.forceDirectory();
    } else {
      file(name).force();
    }
  }

  private void rename(String name, String other) throws IOException {
    disk.rename(name, other);
    close(other);
    DiskFile file = open.remove(name);
    if (file != null) {
      open.put(other, file);
    }
  }

  private DiskFile file(String name) throws IOException {
    DiskFile file = open.get(name);
    if (file == null) {
      file = disk.open(name, Disk.Access.READ_WRITE);
      open.put(name, file);
    }
    return file;
  }

  private void close(String name) throws IOException {
    DiskFile file = open.remove(name);
    if (file != null) {
      file.close();
    }
  }

  @Override
  public void close() throws IOException {
    for (String name : List.copyOf(open.keySet())) {
      close(name);
    }
  }
}
