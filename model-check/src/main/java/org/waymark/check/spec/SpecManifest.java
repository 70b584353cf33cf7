package org.waymark.check.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.waymark.check.Profile;

/**
 * The list of all modules and models, {@code spec/models/manifest.json}.
 *
 * @param modules names of all modules; a module may extend or instantiate any other
 * @param models all models, in the order in which they run
 */
public record SpecManifest(
    @JsonProperty("modules") List<String> modules, @JsonProperty("models") List<SpecModel> models) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Keeps its own copies of the lists. */
  public SpecManifest {
    modules = List.copyOf(modules);
    models = List.copyOf(models);
  }

  /**
   * Reads a manifest; the stream stays open.
   *
   * @throws IOException if it cannot be read or is not a manifest
   */
  public static SpecManifest read(InputStream json) throws IOException {
    return MAPPER.readValue(json, SpecManifest.class);
  }

  /** The models that a run under {@code profile} includes. */
  public List<SpecModel> models(Profile profile) {
    return models.stream().filter(model -> profile.includes(model.profile())).toList();
  }
}
