package io.terralapse.endtoend;

import static io.terralapse.endtoend.SettingProof.elsewhere;
import static io.terralapse.endtoend.SettingProof.render;

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
}
