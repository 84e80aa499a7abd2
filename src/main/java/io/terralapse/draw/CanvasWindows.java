package io.terralapse.draw;

import io.terralapse.draw.FramePlan.Placed;
import io.terralapse.model.Displacement;
import io.terralapse.model.Grid;
import io.terralapse.model.Scene;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.SceneRequest;
import io.terralapse.read.WindowReach;
import java.util.ArrayList;
import java.util.List;

/**
 * What is read of a date, and how it is displaced, where a picture is drawn on another grid than
 * the one that dates were aligned on. Immutable.
 *
 * @param aligned the grid of the frames, in whose pixels shifts are
 * @param canvas the grid to draw on
 */
record CanvasWindows(Grid aligned, Grid canvas) {
  /** The displacement that is corrected for, in pixels of the canvas. */
  Displacement displacement(Placed placed) {
    Displacement displacement = placed.shift().appliedDisplacement();
    if (canvas.equals(aligned)) {
      return displacement;
    }
    double pixel = aligned.pixelSize();
    return displacement.onRaster(
        (canvas.originX() - aligned.originX()) / pixel,
        (aligned.originY() - canvas.originY()) / pixel,
        pixel / canvas.pixelSize());
  }

  /** The windows that a date needs: those of the first pass, unless they do not suffice. */
  List<SceneRequest> requests(Placed placed) {
    ReadAcquisition date = placed.date();
    return WindowReach.of(canvas, requests(date), displacement(placed));
  }

  /** Windows of another resolution are others; of the same one they may have to be wider. */
  private List<SceneRequest> requests(ReadAcquisition date) {
    if (canvas.pixelSize() == aligned.pixelSize()) {
      return date.requests();
    }
    List<SceneRequest> requests = new ArrayList<>();
    for (SceneRequest first : date.requests()) {
      Scene scene = first.scene();
      SceneRequest.find(canvas, date.acquisition(), scene, date.recipe(), 0)
          .ifPresent(requests::add);
    }
    return requests;
  }
}
