package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.access.TextFile;
import io.terralapse.model.FailureReason;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Reads a configuration: file, then environment over it, then flags over that; checks it; turns it
 * into settings.
 */
public final class ConfigLoader {
  private static final long MAX_BYTES = 1 << 20;

  private static final String BASE_URL = "base_url";

  /** Settings that say where and how fast, not what: they are left out of the settings' hash. */
  private static final List<String> NOT_HASHED =
      List.of("cache", "access", "memory", "jobs", "output_dir", BASE_URL, "watch");

  /** Outputs that contain the address of others. */
  private static final List<String> ADDRESSED = List.of("page", "email", "embed");

  private ConfigLoader() {}

  /**
   * Loads a job.
   *
   * @param config the YAML file; its folder is where relative paths start
   * @param sets {@code section.key} to its value, from flags, in order
   * @param environment variables of the process; those named {@code TERRALAPSE_<SECTION>_<KEY>}
   *     count
   * @throws UserError (usage) with one line for each thing that is wrong
   */
  public static JobSettings load(
      Path config, Map<String, String> sets, Map<String, String> environment) {
    return parse(read(config), config, sets, environment);
  }

  /**
   * Loads a job from the text of a configuration that need not be written yet.
   *
   * @param config where it is or will be
   * @throws UserError (usage) as {@link #load}
   */
  public static JobSettings parse(
      String text, Path config, Map<String, String> sets, Map<String, String> environment) {
    ConfigSchema schema = ConfigSchema.load();
    ConfigOrigin file = ConfigOrigin.ofFile(String.valueOf(config.getFileName()));
    ConfigProblems problems = new ConfigProblems();
    Optional<YamlTree> tree = YamlTree.parse(text, file, problems);
    if (tree.isEmpty()) {
      problems.throwIfAny();
    }
    Layers layers = Layers.of(tree.orElseThrow(), file, environment, sets, schema, problems);
    ObjectNode merged = layers.merged();
    SurrogateCheck.check(merged, layers::refuse);
    schema.check(merged, layers::refuse);
    Unavailable.check(merged, schema, layers::refuse);
    ObjectNode expanded = PlaceExpansion.of(merged, layers::refuse);
    String settingsText = canonical(expanded);
    for (String wrong : problems.pointers()) {
      SettingsBinder.remove(expanded, wrong);
    }
    Path folder = config.toAbsolutePath().normalize().getParent();
    Path base = folder == null ? Path.of("/") : folder;
    try {
      Optional<ComparisonTree> comparison = ComparisonTree.find(expanded);
      comparison.ifPresent(two -> two.check(layers::refuse));
      Optional<JobSettings> job =
          new SettingsBinder(schema, base, layers::refuse, environment)
              .bind(comparison.map(ComparisonTree::first).orElse(expanded), settingsText);
      problems.throwIfAny();
      if (comparison.isEmpty()) {
        return job.orElseThrow();
      }
      ComparisonTree two = comparison.get();
      BiConsumer<String, String> refuse =
          (pointer, sentence) ->
              layers.refuse(ComparisonTree.pointer(pointer), ComparisonTree.sentence(sentence));
      Optional<JobSettings> panel =
          new SettingsBinder(schema, base, refuse, environment).bind(two.second(), settingsText);
      problems.throwIfAny();
      return job.orElseThrow()
          .with(new Comparison(two.below(), two.sameScenes(), panel.orElseThrow()));
    } catch (IllegalStateException unbound) {
      // What was left out for being wrong may be what a record cannot do without.
      problems.throwIfAny();
      throw unbound;
    }
  }

  /**
   * What a configuration says of {@code memory}, before anything is checked; empty if it says
   * nothing or cannot be read.
   */
  public static Optional<String> findMemory(Path config) {
    try {
      return YamlTree.parse(read(config), ConfigOrigin.ofFile(""), new ConfigProblems())
          .map(tree -> tree.root().path("memory"))
          .filter(JsonNode::isTextual)
          .map(JsonNode::asText);
    } catch (UserError refusedLater) {
      return Optional.empty();
    }
  }

  private static String read(Path config) {
    try {
      if (Files.isDirectory(config)) {
        throw UserError.usage(
            config
                + ": is a folder; name a configuration file, or write one with `terralapse init "
                + config
                + "`.");
      }
      if (Files.size(config) > MAX_BYTES) {
        throw UserError.usage(config + ": is larger than a configuration can be (1 MB).");
      }
      TextFile file = TextFile.read(config);
      if (file.wrongLine().isPresent()) {
        throw UserError.usage(
            config
                + ", line "
                + file.wrongLine().getAsInt()
                + ": is not UTF-8 text; save the file with the encoding UTF-8.");
      }
      return file.text();
    } catch (NoSuchFileException missing) {
      throw UserError.usage(
          config
              + ": does not exist; name a configuration file, or write one with `terralapse init"
              + " FOLDER`.");
    } catch (IOException unreadable) {
      throw UserError.usage(
          config
              + ": cannot be read ("
              + FailureReason.of(unreadable)
              + "); name a configuration file, and check its permissions.");
    }
  }

  /** Sorted keys, no values that only say where and how fast. */
  private static String canonical(ObjectNode merged) {
    ObjectNode copy = merged.deepCopy();
    copy.remove(NOT_HASHED);
    boolean addressed =
        ADDRESSED.stream()
            .map(output -> merged.at("/outputs/" + output))
            .anyMatch(SettingsTree::isOn);
    if (addressed && merged.has(BASE_URL)) {
      copy.set(BASE_URL, merged.get(BASE_URL));
    }
    return sorted(copy).toString();
  }

  private static JsonNode sorted(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    Map<String, JsonNode> fields = new TreeMap<>();
    node.properties().forEach(f -> fields.put(f.getKey(), sorted(f.getValue())));
    ObjectNode result = ((ObjectNode) node).objectNode();
    fields.forEach(result::set);
    return result;
  }
}
