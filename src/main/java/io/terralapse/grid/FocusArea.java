package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import org.locationtech.jts.geom.Coordinate;

/** The part of the area that matters most. Stateless, thread-safe. */
public final class FocusArea {
  private FocusArea() {}

  /**
   * Its middle in the CRS of the frames.
   *
   * @throws UserError (usage) if it cannot be read, or is outside the frames
   */
  public static Coordinate centre(AreaOfInterest focus, Grid main) {
    Crs crs = Crs.of(main.crs());
    RequestedArea requested = AreaOfInterestReader.read(focus, crs);
    Coordinate centre =
        Reprojection.find(requested.geometry(), requested.crs(), crs)
            .map(area -> area.getEnvelopeInternal().centre())
            .orElseThrow(
                () ->
                    UserError.usage("focus: cannot be projected to " + crs + "; choose another."));
    if (!GridPlanner.rectangle(main).getEnvelopeInternal().contains(centre)) {
      throw UserError.usage(
          "focus: around "
              + requested.describeCentre()
              + " is outside the frames; choose a part of the area.");
    }
    return centre;
  }
}
