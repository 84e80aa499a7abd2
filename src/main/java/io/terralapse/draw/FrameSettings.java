package io.terralapse.draw;

import io.terralapse.annotation.AnnotationFile;
import io.terralapse.annotation.AreaLabel;
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
 * @param areas areas that are labelled from some date on, often none
 * @param revealLocation false keeps coordinates out of the picture
 */
public record FrameSettings(
    Kernel kernel,
    FillOrder fill,
    ToneSettings tone,
    FurnitureSettings furniture,
    List<AnnotationFile> overlays,
    List<AreaLabel> areas,
    boolean revealLocation) {

  /** The same with areas that are labelled. */
  public FrameSettings with(List<AreaLabel> labelled) {
    return new FrameSettings(kernel, fill, tone, furniture, overlays, labelled, revealLocation);
  }

  /** Copies the lists. */
  public FrameSettings {
    overlays = List.copyOf(overlays);
    areas = List.copyOf(areas);
  }
}
