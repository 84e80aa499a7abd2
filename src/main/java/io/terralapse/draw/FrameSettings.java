package io.terralapse.draw;

import io.terralapse.annotation.AnnotationFile;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.select.FillOrder;
import io.terralapse.tone.ToneSettings;
import io.terralapse.warp.Kernel;
import java.util.List;

/**
 * How frames are drawn.
 *
 * @param kernel resampling kernel
 * @param fill from which dates gaps are filled
 * @param tone requested stretch, gamma and colour map
 * @param furniture what is drawn over the picture
 * @param overlays files of annotations, often none
 * @param revealLocation false keeps coordinates out of the picture
 */
public record FrameSettings(
    Kernel kernel,
    FillOrder fill,
    ToneSettings tone,
    FurnitureSettings furniture,
    List<AnnotationFile> overlays,
    boolean revealLocation) {

  /** Copies the list. */
  public FrameSettings {
    overlays = List.copyOf(overlays);
  }
}
