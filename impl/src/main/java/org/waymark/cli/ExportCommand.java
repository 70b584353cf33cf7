package org.waymark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.Disk;
import org.waymark.log.LogReader;
import org.waymark.log.Marker;
import org.waymark.log.Proof;
import org.waymark.log.ReadOnlyLog;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark export}: copies committed capsules out of a log. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Copies the capsules that are proven durable out of a log, each verified; the log may be in "
          + "use, and is not changed. What a crash left in doubt is there after a recovery.",
      "",
      "files: one file <sequence>.capsule each, and index.ndjson, which tells sequence, time, token, "
          + "snapshot, pages and evidence; it is written last, so where it is, all is.",
      "ndjson: capsules.ndjson, the same objects with the capsule in base64. With --out - it goes "
          + "to standard output.",
      "",
      "Nothing is overwritten. A file has its name when it is whole and durable.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  waymark export demo.log --out capsules",
      "  waymark export demo.log --out - --from 10 --to 20 | jq .token",
      "",
      "Exit codes: 0 done, 1 damaged history, 2 wrong use, 3 the disk or system failed."
    })
final class ExportCommand implements Subcommand {

  /** How capsules are laid out. */
  enum Format {
    FILES,
    NDJSON
  }

  private final DiskSource disks;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "D", description = "The log's directory.")
  private @Nullable Path directory;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to; created if missing. - is standard output, in ndjson.")
  private @Nullable String out;

  @Option(names = "--format", paramLabel = "FORMAT", description = "files (default) or ndjson.")
  private @Nullable Format format;

  @Option(names = "--from", paramLabel = "N", description = "The first sequence (default 1).")
  private long from = 1;

  @Option(names = "--to", paramLabel = "M", description = "The last sequence (default: the tip).")
  private long to = Long.MAX_VALUE;

  ExportCommand(DiskSource disks) {
    this.disks = disks;
  }

  @Override
  public Integer call() throws IOException {
    String target = Objects.requireNonNull(out);
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    if (from < 1 || to < from) {
      throw new ParameterException(line, "--from must be 1 or more, --to not below it");
    }
    boolean standardOutput = target.equals("-");
    if (standardOutput && format == Format.FILES) {
      throw new ParameterException(line, "standard output takes --format ndjson only");
    }
    Disk source = disks.open(Objects.requireNonNull(directory));
    try (ReadOnlyLog log = ReadOnlyLog.open(source)) {
      long last = Math.min(to, log.tip());
      if (standardOutput) {
        Output lines = new Output(line.getOut());
        OutputStream stream = lines.stream();
        each(log, last, (marker, proof, in) -> CapsuleLines.write(marker, proof, in, stream));
        lines.flush();
      } else {
        Disk disk = disks.openOrCreate(Path.of(target));
        if (format == Format.NDJSON) {
          exportLines(log, last, disk);
        } else {
          exportFiles(log, last, disk);
        }
      }
      line.getErr().println("exported " + Math.max(0, last - from + 1) + " capsules");
    }
    return ExitCode.HELD;
  }

  private void exportLines(ReadOnlyLog log, long last, Disk disk) throws IOException {
    refuseExisting(disk, List.of("capsules.ndjson"));
    try (WholeFile file = WholeFile.create(disk, "capsules.ndjson")) {
      each(log, last, (marker, proof, in) -> CapsuleLines.write(marker, proof, in, file));
      file.finish();
    }
    disk.forceDirectory();
  }

  private void exportFiles(ReadOnlyLog log, long last, Disk disk) throws IOException {
    for (String name : disk.list()) {
      if (name.endsWith(".capsule") || name.equals("index.ndjson")) {
        throw new FileAlreadyExistsException(disk.describe(name));
      }
    }
    try (WholeFile index = WholeFile.create(disk, "index.ndjson")) {
      each(
          log,
          last,
          (marker, proof, payload) -> {
            String name = CapsuleLines.fileName(marker.sequence());
            try (WholeFile file = WholeFile.create(disk, name)) {
              payload.transferTo(file);
              file.finish();
            }
            CapsuleLines.writeIndex(marker, proof, name, index);
          });
      disk.forceDirectory();
      index.finish();
    }
    disk.forceDirectory();
  }

  private static void refuseExisting(Disk disk, List<String> names) throws IOException {
    for (String name : disk.list()) {
      if (names.contains(name)) {
        throw new FileAlreadyExistsException(disk.describe(name));
      }
    }
  }

  /** What is done with one commit. */
  private interface Copy {
    void accept(Marker marker, Proof proof, InputStream payload) throws IOException;
  }

  private void each(ReadOnlyLog log, long last, Copy copy) throws IOException {
    LogReader reader = log.reader();
    for (long sequence = from; sequence <= last; sequence++) {
      Marker marker = reader.marker(sequence);
      Proof proof = reader.proof(marker);
      try (InputStream payload = reader.capsule(proof)) {
        copy.accept(marker, proof, payload);
      }
    }
  }
}
