package io.terralapse.catalog.build;

import io.terralapse.catalog.files.HeaderReader.Header;
import io.terralapse.catalog.files.HeaderReader.Headers;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.StatedRaster;
import io.terralapse.model.GroundModel;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gives files of a product that have no georeference the one that its metadata state. */
final class StatedGeoreference {
  private StatedGeoreference() {}

  /**
   * The headers of one scene's files. A header without CRS, geotransform, control points and RPCs
   * gets what the metadata state of a raster of exactly its size. If they state nothing of any of
   * the scene's files, and no file has a georeference, all are placed by their first pixel.
   *
   * @param headers of these and possibly other files
   */
  static Headers complete(DescribedScene scene, Headers headers) {
    boolean plain =
        scene.rasters().isEmpty() && scene.files().stream().allMatch(file -> lacks(file, headers));
    Map<Location, Header> completed = new LinkedHashMap<>();
    for (Location file : scene.files()) {
      Header header = headers.get(file);
      Optional<RasterInfo> info =
          header
              .info()
              .map(
                  one ->
                      !isBare(one)
                          ? one
                          : plain ? PixelGeoreference.complete(one) : stated(scene, file, one));
      completed.put(file, new Header(info, header.problem()));
    }
    return new Headers(completed);
  }

  private static boolean lacks(Location file, Headers headers) {
    return headers.get(file).info().map(StatedGeoreference::isBare).orElse(true);
  }

  private static boolean isBare(RasterInfo info) {
    return info.crs().isEmpty()
        && info.transform().isEmpty()
        && info.groundModel() == GroundModel.NONE;
  }

  private static RasterInfo stated(DescribedScene scene, Location file, RasterInfo info) {
    return Optional.ofNullable(scene.rasters().get(file))
        .flatMap(StatedRaster::place)
        .filter(place -> place.width() == info.width() && place.height() == info.height())
        .map(place -> info.withGeoreference(place.crs(), place.transform()))
        .orElse(info);
  }
}
