package io.terralapse.planpage;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.quicklook.QuickLookResult;
import io.terralapse.select.SceneSelector;
import java.util.List;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Geometry;

/**
 * A candidate: scenes that would be one frame, or a scene that the plan drops.
 *
 * @param id name of the frame or scene
 * @param scenes ids of its scenes
 * @param acquired its date
 * @param sensor as in the plan
 * @param reason the plan's word for why it is dropped; empty if it is a candidate of the video
 * @param detail the plan's sentence about it; empty if there is none
 * @param cloudPercent cloud over the whole scene, if the metadata tell
 * @param isKept whether {@code select.keep} names it
 * @param outline polygons in the CRS of the map, empty if it is not on the map
 * @param look its picture
 */
public record PlanCandidate(
    String id,
    List<String> scenes,
    AcquisitionDate acquired,
    String sensor,
    String reason,
    String detail,
    OptionalDouble cloudPercent,
    boolean isKept,
    Geometry outline,
    QuickLookResult look) {

  /** Reasons that no choice of dates changes. */
  private static final List<String> FIXED = List.of("bands", "no-crs", "superseded", "unreadable");

  /** Reasons that another area changes. */
  private static final List<String> PLACE = List.of("elsewhere", "coverage");

  /** Copies the list. */
  public PlanCandidate {
    scenes = List.copyOf(scenes);
  }

  /** Whether {@code select.drop} names it, and nothing keeps it. */
  boolean isNamed() {
    return reason.equals(SceneSelector.DROPPED);
  }

  /** What a tick does: {@code used}, {@code rule}, {@code place} or {@code fixed}. */
  String kind() {
    if (reason.isEmpty()) {
      return "used";
    }
    return FIXED.contains(reason) ? "fixed" : PLACE.contains(reason) ? "place" : "rule";
  }
}
