package org.waymark.check.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waymark.check.Profile;

/**
 * The list of all modules and models, {@code spec/models/manifest.json}.
 *
 * @param modules names of all modules; a module may extend or instantiate any other
 * @param explained the modules whose steps a counterexample can name with their parameters
 * @param models all models, in the order in which they are listed
 */
public record SpecManifest(
    @JsonProperty("modules") List<String> modules,
    @JsonProperty("explained") List<String> explained,
    @JsonProperty("models") List<SpecModel> models) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * Keeps its own copies of the lists.
   *
   * @throws IllegalArgumentException if a model has no expectation, its name is another's, or a
   *     module is not in the list
   */
  public SpecManifest {
    modules = List.copyOf(modules);
    explained = List.copyOf(explained);
    models = List.copyOf(models);
    if (!modules.containsAll(explained)) {
      throw new IllegalArgumentException("an explained module is no module: " + explained);
    }
    Set<String> names = new HashSet<>();
    for (SpecModel model : models) {
      if (model.kind() == SpecModel.Kind.OPEN) {
        throw new IllegalArgumentException(model.cfg() + ": nothing is expected of it");
      }
      if (!names.add(model.cfg())) {
        throw new IllegalArgumentException(model.cfg() + ": two models of that name");
      }
      if (!modules.contains(model.module())) {
        throw new IllegalArgumentException(model.cfg() + ": no module " + model.module());
      }
    }
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

  /** The model of that name. */
  public Optional<SpecModel> model(String cfg) {
    return models.stream().filter(model -> model.cfg().equals(cfg)).findFirst();
  }
}
