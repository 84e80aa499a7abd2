package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a configuration: file, then environment over it, then flags over that; checks it; turns it
 * into settings.
 */
public final class ConfigLoader {
  private static final long MAX_BYTES = 1 << 20;

  /** Settings that say where and how fast, not what: they are left out of the settings' hash. */
  private static final List<String> NOT_HASHED =
      List.of("cache", "access", "memory", "jobs", "output_dir");

  private ConfigLoader() {}

  /**
   * Loads a job.
   *
   * @param config the YAML file; its folder is where relative paths start
   * @param sets {@code section.key} to YAML value, from flags, in order
   * @param environment variables of the process; those named {@code TERRALAPSE_<SECTION>_<KEY>}
   *     count
   * @throws UserError (usage) with one sentence for the first thing that is wrong
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
    String shown = String.valueOf(config.getFileName());
    YamlTree file = YamlTree.parse(text, shown);
    Layers layers = Layers.of(file, shown, environment, sets, schema);
    ObjectNode merged = layers.merged();
    schema.check(merged, layers::place);
    Unavailable.check(merged, schema, layers::place);
    Path base = config.toAbsolutePath().normalize().getParent();
    return new SettingsBinder(
            schema, base == null ? Path.of("/") : base, layers::place, environment)
        .bind(schema.withDefaults(merged), canonical(merged));
  }

  /**
   * What a configuration says of {@code memory}, before anything is checked; empty if it says
   * nothing or cannot be read.
   */
  public static Optional<String> findMemory(Path config) {
    try {
      JsonNode memory =
          YamlTree.parse(read(config), String.valueOf(config.getFileName())).root().path("memory");
      return memory.isTextual() ? Optional.of(memory.asText()) : Optional.empty();
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
      return Files.readString(config, StandardCharsets.UTF_8);
    } catch (CharacterCodingException notUtf8) {
      throw UserError.usage(config + ": is not UTF-8 text; save it as UTF-8.");
    } catch (IOException missing) {
      throw UserError.usage(
          config
              + ": cannot be read; name a configuration file, or write one with `terralapse init FOLDER`.");
    }
  }

  /** Sorted keys, no values that only say where and how fast. */
  private static String canonical(ObjectNode merged) {
    ObjectNode copy = merged.deepCopy();
    copy.remove(NOT_HASHED);
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
