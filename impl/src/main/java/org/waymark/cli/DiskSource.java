package org.waymark.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.waymark.disk.Disk;
import org.waymark.disk.FileDisk;

/** Where the commands get the disk for a directory from. */
interface DiskSource {

  /** The directories of this machine. */
  DiskSource FILES =
      new DiskSource() {
        @Override
        public Disk openOrCreate(Path directory) throws IOException {
          return FileDisk.openOrCreate(directory);
        }

        @Override
        public Disk open(Path directory) throws IOException {
          return FileDisk.open(directory);
        }
      };

  /** Opens a directory, creating it if it is missing. */
  Disk openOrCreate(Path directory) throws IOException;

  /** Opens a directory that exists. */
  Disk open(Path directory) throws IOException;
}
