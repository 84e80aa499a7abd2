package io.terralapse.endtoend;

import static io.terralapse.endtoend.SettingProof.elsewhere;

import java.util.ArrayList;
import java.util.List;

/** Which tests prove the settings of further formats, of the job and of renditions. */
final class FormatProofs {
  private static final List<String> PLACES = List.of("outputs.", "renditions.outputs.");

  /** In {@link FormatsTest}. */
  private static final List<String> VIDEOS =
      List.of(
          "hevc: {crf: 40, preset: fast, max_bytes: 8MB}",
          "av1: {crf: 50, preset: 8, max_bytes: 9MB}",
          "webm: {codec: av1, crf: 50, max_bytes: 7MB}",
          "ffv1: true",
          "mezzanine: {codec: dnxhr}",
          "avif: {crf: 50, max_bytes: 6MB}",
          "frames: {format: jpeg}",
          "mp4: {max_bytes: 40kB, encoder: ");

  private FormatProofs() {}

  static List<SettingProof> all() {
    List<SettingProof> proofs = new ArrayList<>();
    for (String place : PLACES) {
      VIDEOS.forEach(words -> addVideo(place, words, proofs));
      for (String format : List.of("gif", "webp")) {
        String own = format.equals("gif") ? "colours" : "lossless";
        proofs.add(elsewhere(place + format, "AnimatedPicturesTest", format + ": {"));
        for (String key : List.of("max_bytes", "width", own, "fps", "loop")) {
          proofs.add(elsewhere(place + format + "." + key, "AnimatedPicturesTest", key + ": "));
        }
      }
    }
    return proofs;
  }

  private static void addVideo(String place, String words, List<SettingProof> proofs) {
    String format = words.substring(0, words.indexOf(':'));
    if (!format.equals("mp4")) {
      proofs.add(elsewhere(place + format, "FormatsTest", words));
    }
    String inner = words.substring(format.length() + 2).replaceAll("[{}]", "");
    for (String setting : inner.split(", ", -1)) {
      int colon = setting.indexOf(": ");
      if (colon > 0) {
        proofs.add(
            elsewhere(place + format + "." + setting.substring(0, colon), "FormatsTest", words));
      }
    }
  }
}
