package io.terralapse.endtoend;

import java.util.ArrayList;
import java.util.List;

/** Proofs of the settings of files for places, and of first frames. */
final class KitPromises {
  private KitPromises() {}

  static List<SettingProof> all() {
    List<SettingProof> proofs =
        new ArrayList<>(
            List.of(
                render("outputs.mp4.gop", "outputs.mp4.gop=1"),
                render("outputs.mp4.chapters", "outputs.mp4.chapters=false"),
                render("outputs.poster.frame", "outputs.poster.frame=first"),
                render("outputs.poster.badge", "outputs.poster.badge=true"),
                render("outputs.poster.max_bytes", "outputs.poster.max_bytes=2kB"),
                render("outputs.pair", "outputs.pair=true"),
                elsewhere("for", "PlacesTest", "for: [")));
    for (String part :
        List.of(
            "within",
            "pace.seconds_per_frame",
            "pace.duration",
            "pace.hold_last",
            "pace.by_date",
            "pace.lead",
            "pace.hold_lead",
            "pace.fps",
            "outputs.mp4.gop",
            "outputs.mp4.chapters",
            "outputs.poster.frame",
            "outputs.poster.badge",
            "outputs.poster.max_bytes",
            "outputs.pair",
            "outputs.captions")) {
      String word = part.substring(part.lastIndexOf('.') + 1) + ":";
      proofs.add(elsewhere("renditions." + part, "FirstFramesTest", word));
    }
    return proofs;
  }

  private static SettingProof render(String setting, String value, String... base) {
    return new SettingProof(
        setting, SettingProof.Verb.RENDER, List.of(value), List.of(base), "", "");
  }

  private static SettingProof elsewhere(String setting, String test, String words) {
    return new SettingProof(setting, null, List.of(), List.of(), test, words);
  }
}
