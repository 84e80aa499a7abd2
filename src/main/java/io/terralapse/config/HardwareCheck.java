package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.rendition.RenditionSettings;
import java.util.List;
import java.util.function.BiConsumer;

/** Refuses settings of x264 that have no effect where a hardware encoder is named. Stateless. */
final class HardwareCheck {
  private static final String AUTO = "auto";

  private HardwareCheck() {}

  /**
   * Checks the job's own video and those of all renditions.
   *
   * @param config with its places expanded
   * @param wrong receives the JSON pointer of each setting, and what is wrong with it
   */
  static void check(JobSettings job, JsonNode config, BiConsumer<String, String> wrong) {
    check(job.main(), config, "", wrong);
    for (int i = 0; i < job.renditions().size(); i++) {
      check(job.renditions().get(i), config, "/renditions/" + i, wrong);
    }
  }

  private static void check(
      RenditionSettings one, JsonNode config, String at, BiConsumer<String, String> wrong) {
    if (one.formats().hardware().isEmpty()) {
      return;
    }
    String encoder = one.formats().hardware().get().encoder();
    if (one.place().isPresent() && one.video().gop().isPresent()) {
      wrong.accept(
          at + "/outputs/mp4/encoder",
          encoder
              + " cannot limit the distance of keyframes, which "
              + one.place().get()
              + " needs; set it to auto");
      return;
    }
    String section = at + "/outputs/mp4/";
    for (String key : List.of("preset", "gop", "chapters")) {
      JsonNode given = config.at(section + key);
      boolean off = given.isBoolean() && !given.asBoolean();
      if (!SettingsTree.isAbsent(given) && !off && !given.asText().equals(AUTO)) {
        wrong.accept(
            section + key,
            "has no effect with " + encoder + "; leave it out, or set encoder to auto");
      }
    }
  }
}
