package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** The part of the area that matters most. Stateless, thread-safe. */
public final class FocusArea {
  private FocusArea() {}

  /**
   * Its middle in the CRS of the frames.
   *
   * @throws UserError (usage) if it cannot be read, or is outside the frames
   */
  public static Coordinate centre(AreaOfInterest focus, Grid main) {
    return envelope(focus, main).centre();
  }

  /**
   * Its outline as WKT in a CRS of its own, which changes with the file that it is read from.
   *
   * @throws UserError (usage) if it cannot be read
   */
  public static String outline(AreaOfInterest focus, Grid main) {
    return AreaOfInterestReader.read(focus, Crs.of(main.crs())).geometry().toText();
  }

  /**
   * Its extent in the CRS of the frames.
   *
   * @throws UserError (usage) if it cannot be read, or its middle is outside the frames
   */
  public static Envelope envelope(AreaOfInterest focus, Grid main) {
    Crs crs = Crs.of(main.crs());
    RequestedArea requested = AreaOfInterestReader.read(focus, crs);
    Envelope area =
        Reprojection.find(requested.geometry(), requested.crs(), crs)
            .map(Geometry::getEnvelopeInternal)
            .orElseThrow(
                () ->
                    UserError.usage("focus: cannot be projected to " + crs + "; choose another."));
    if (!GridPlanner.rectangle(main).getEnvelopeInternal().contains(area.centre())) {
      throw UserError.usage(
          "focus: around "
              + requested.describeCentre()
              + " is outside the frames; choose a part of the area.");
    }
    return area;
  }
}
