package io.terralapse.grid;

import io.terralapse.geo.Crs;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/**
 * The bounding box of a catalogue search, WGS 84.
 *
 * @param west degrees; above {@code east} if the box crosses the antimeridian
 * @param south degrees
 * @param east degrees
 * @param north degrees
 */
public record SearchBox(double west, double south, double east, double north) {
  /**
   * The bounds of a configured area; empty if the area follows from the scenes.
   *
   * @throws io.terralapse.model.UserError (usage) if the area's settings are invalid
   */
  public static Optional<SearchBox> find(GridSettings settings) {
    AreaOfInterest aoi = settings.aoi();
    if (aoi instanceof AreaOfInterest.Scenes
        || (aoi instanceof AreaOfInterest.Te te
            && te.srs().isBlank()
            && settings.targetSrs().equals("auto"))) {
      return Optional.empty();
    }
    Crs gridCrs = settings.targetSrs().equals("auto") ? Crs.lonLat() : Crs.of(settings.targetSrs());
    RequestedArea area = AreaOfInterestReader.read(aoi, gridCrs);
    return Reprojection.find(area.geometry(), area.crs(), Crs.lonLat())
        .map(degrees -> of(degrees.getEnvelopeInternal()));
  }

  private static SearchBox of(Envelope e) {
    if (e.getWidth() >= 360) {
      return new SearchBox(-180, e.getMinY(), 180, e.getMaxY());
    }
    return new SearchBox(wrapped(e.getMinX()), e.getMinY(), wrapped(e.getMaxX()), e.getMaxY());
  }

  private static double wrapped(double longitude) {
    return longitude > 180 ? longitude - 360 : longitude;
  }
}
