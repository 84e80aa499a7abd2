package io.terralapse.inspect;

import io.terralapse.catalog.CatalogAccess;
import io.terralapse.catalog.CatalogSettings;
import io.terralapse.catalog.SceneFinder;
import io.terralapse.catalog.dates.SceneDates;
import io.terralapse.catalog.files.BandToken;
import io.terralapse.catalog.files.OwnFiles;
import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.scene.BandFilter;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.catalog.stac.StacHttp;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.GroundModel;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the catalogue makes of one file alone: the same scene that a job would use.
 *
 * @param scene empty if the catalogue makes no scene of the file (a mask, a file without
 *     recognisable bands, a name without a raster's extension)
 * @param dating the date of the file and what its names say, even if it makes no scene; empty for a
 *     name without a raster's extension
 * @param info the header of the file
 */
record CatalogueFacts(Optional<Scene> scene, Optional<SceneDates.Dating> dating, RasterInfo info) {
  /** A place anywhere on the Earth. */
  private static final GeoTransform ANYWHERE = GeoTransform.northUp(0, 0, 1);

  /**
   * Searches the file as a job with this file only would. The header is not read again, and nothing
   * else is opened. Neither bands nor dates depend on the georeference, so that a file which a job
   * refuses for that reason is described all the same. Only that there is a georeference matters:
   * without one, radar is in the geometry of the sensor.
   *
   * @param folder absolute folder that takes the place of the configuration's
   */
  static CatalogueFacts of(Path folder, Location file, RasterInfo info) {
    if (!SceneFile.isRaster(file.name())) {
      return new CatalogueFacts(Optional.empty(), Optional.empty(), info);
    }
    RasterInfo plain =
        info.withGeoreference("EPSG:4326", ANYWHERE).withGroundModel(GroundModel.NONE);
    SceneFinder finder = finder(folder, file, plain);
    return new CatalogueFacts(
        finder.findWithUndated().scenes().stream().findFirst(),
        Optional.of(finder.date(file, plain)),
        info);
  }

  private static SceneFinder finder(Path folder, Location file, RasterInfo info) {
    String input = file instanceof Location.Remote remote ? remote.uri().toString() : file.path();
    CatalogSettings settings =
        new CatalogSettings(
            folder,
            new OwnFiles(folder, "", folder),
            List.of(input),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    CatalogAccess access =
        new CatalogAccess(
            location -> {
              throw new IOException(location.text() + " is not needed");
            },
            header -> info,
            archive -> List.of(),
            new NoServers());
    return new SceneFinder(settings, access, BandFilter.ALL);
  }

  /** The band of the scene that is this band of the file. */
  Optional<SceneBand> findBand(int index) {
    return scene.stream()
        .flatMap(one -> one.bands().stream())
        .filter(band -> band.index() == index)
        .map(this::named)
        .findFirst();
  }

  /**
   * A single file with one band is a scene of a grey band to the catalogue, whatever band of a
   * product it is; with its siblings it has the role of that band, which its name tells.
   */
  private SceneBand named(SceneBand band) {
    if (band.role() != BandRole.GREY || scene.isEmpty()) {
      return band;
    }
    String stem = SceneFile.stem(band.file());
    Optional<String> name =
        BandToken.find(stem).or(() -> BandToken.findPolarisation(stem)).map(BandToken::band);
    return name.flatMap(one -> Sensors.findRole(scene.get().product(), one))
        .map(
            role ->
                new SceneBand(
                    role,
                    name.get(),
                    band.file(),
                    band.index(),
                    band.scale(),
                    band.offset(),
                    band.nodata(),
                    band.raster()))
        .orElse(band);
  }

  /**
   * The stored band that marks invalid pixels: the scene's, or that of the file if there is no
   * scene, or its picture is made of other bands.
   */
  OptionalInt alpha() {
    if (scene.isEmpty() || info.picture().isPresent()) {
      return info.alphaBand();
    }
    return scene
        .get()
        .alpha()
        .map(band -> OptionalInt.of(band.index()))
        .orElse(OptionalInt.empty());
  }

  /** The stored value of a band that marks invalid pixels; empty if a mask or nothing does. */
  OptionalDouble nodata(int index) {
    return findBand(index).map(SceneBand::nodata).orElse(info.decisiveNodata());
  }

  /** The nodata value of a band, in stored units, even if a mask makes it irrelevant. */
  OptionalDouble declaredNodata(int index) {
    OptionalDouble used = nodata(index);
    return used.isPresent() ? used : info.nodata();
  }

  /** When the file was acquired. */
  Optional<AcquisitionDate> findDate() {
    return dating.flatMap(SceneDates.Dating::date);
  }

  /** The keyword of the sensor. */
  Optional<String> findSensor() {
    return scene
        .map(Scene::product)
        .or(() -> dating.map(one -> one.name().product()))
        .map(Product::sensor)
        .filter(sensor -> !sensor.equals(Product.UNKNOWN.sensor()));
  }

  /** A single file needs no documents of servers. */
  private static final class NoServers implements StacHttp {
    @Override
    public byte[] get(URI uri, int limit) throws IOException {
      throw new IOException("no document is requested");
    }

    @Override
    public byte[] postJson(URI uri, byte[] body, int limit) throws IOException {
      throw new IOException("no document is requested");
    }
  }
}
