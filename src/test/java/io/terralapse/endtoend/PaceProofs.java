package io.terralapse.endtoend;

import java.util.List;

/** Proofs of the settings of what a video shows, and how long. */
final class PaceProofs {
  private PaceProofs() {}

  static List<SettingProof> all() {
    return List.of(
        render("pace.seconds_per_frame", "pace.seconds_per_frame=0.4"),
        render("pace.hold_last", "pace.hold_last=1"),
        render("pace.duration", "pace.duration=5"),
        elsewhere("pace.by_date", "PictureTimesTest", "byDateEach"),
        render("pace.transition", "pace.transition=crossfade"),
        elsewhere("pace.transition.crossfade", "TransitionsTest", "crossfade: 0.2"),
        render("pace.title_card", "pace.title_card=1", "title=Lake"),
        render("pace.ending", "pace.ending=wipe"),
        elsewhere("pace.ending.wipe", "TransitionsTest", "wipe: 1"),
        elsewhere("motion", "TransitionsTest", "motion: zoom"),
        elsewhere("motion.zoom", "TransitionsTest", "zoom: 1"),
        render("pace.fps", "pace.fps=25"),
        render("pace.lead", "pace.lead=last"),
        render("pace.hold_lead", "pace.hold_lead=1", "pace.lead=last"));
  }

  private static SettingProof render(String setting, String value, String... base) {
    return new SettingProof(
        setting, SettingProof.Verb.RENDER, List.of(value), List.of(base), "", "");
  }

  private static SettingProof elsewhere(String setting, String test, String words) {
    return new SettingProof(setting, null, List.of(), List.of(), test, words);
  }
}
