package org.waymark.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * The results that the build recorded, one file for each layer and profile, for a later
 * verification of the same sources to take over.
 *
 * <p>A result is taken over only if it held and its {@linkplain Fingerprint fingerprint} is that of
 * the present sources and classes; whatever is unreadable is as good as absent.
 */
final class BuildRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Fingerprint fingerprint;

  /**
   * Opens the records of a build.
   *
   * @param directory where they are; created by the first record
   * @param fingerprint that of the present sources
   */
  BuildRecords(Path directory, Fingerprint fingerprint) {
    this.directory = directory;
    this.fingerprint = fingerprint;
  }

  /** Records a report in place of the last one of the same layer and profile. */
  void record(LayerReport report, String commit) throws IOException {
    ObjectNode json = ReportJson.write(report);
    json.put("commit", commit);
    json.set("fingerprint", fingerprintJson());
    Files.createDirectories(directory);
    Path file = file(report.layer(), report.profile());
    Path fresh = directory.resolve(file.getFileName() + ".tmp");
    JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), json);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns the recorded report of a layer, if it held and belongs to the present sources. */
  Optional<LayerReport> find(String layer, Profile profile) throws IOException {
    Path file = file(layer, profile);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(file.toFile());
      if (!fingerprintJson().equals(json.path("fingerprint"))) {
        return Optional.empty();
      }
      return Optional.of(ReportJson.read(json).takenOver()).filter(LayerReport::held);
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException bad) {
      return Optional.empty();
    }
  }

  private JsonNode fingerprintJson() {
    return JSON.valueToTree(fingerprint);
  }

  private Path file(String layer, Profile profile) {
    return directory.resolve(layer + "-" + profile + ".json");
  }
}
