package io.terralapse.testkit;

import io.terralapse.bands.BandRecipe;
import io.terralapse.grid.GridPlan;
import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.SceneRequest;
import io.terralapse.select.Clearness;
import io.terralapse.tone.ToneSample;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Scenes and read acquisitions that exist in memory only: EPSG:32633, 10 m, red, green and blue
 * unless stated otherwise. Stateless.
 */
public final class SceneStubs {
  /** CRS of grids and scenes. */
  public static final String CRS = "EPSG:" + SyntheticScenes.EPSG;

  /** Upper left corner of grids and scenes, 10 m pixels. */
  public static final GeoTransform TRANSFORM = SyntheticScenes.TRANSFORM;

  /** Columns and rows of a scene. */
  public static final int SIDE = 256;

  /** The natural colours of a scene. */
  public static final BandRecipe TRUE_COLOR = BandRecipe.of(List.of("true-color"), false);

  private SceneStubs() {}

  /** A grid of 10 m pixels that starts some pixels right of and below the scenes' corner. */
  public static Grid grid(int column, int row, int width, int height) {
    return new Grid(
        CRS,
        TRANSFORM.x(column, row),
        TRANSFORM.y(column, row),
        TRANSFORM.pixelWidth(),
        TRANSFORM.pixelWidth(),
        width,
        height);
  }

  /** A plan whose area of interest is the whole grid. */
  public static GridPlan plan(Grid grid, List<Acquisition> acquisitions) {
    Envelope extent =
        new Envelope(
            grid.originX(),
            grid.originX() + grid.width() * grid.pixelSize(),
            grid.originY() - grid.height() * grid.pixelSize(),
            grid.originY());
    return new GridPlan(
        grid, new GeometryFactory().toGeometry(extent), acquisitions, List.of(), List.of());
  }

  /** A header of three 16-bit bands at one resolution level. */
  public static RasterInfo raster(int width, int height, String crs, GeoTransform transform) {
    return new RasterInfo(
        width,
        height,
        SampleType.UINT16,
        Collections.nCopies(3, new BandInfo(Optional.empty(), 1, 0)),
        OptionalDouble.empty(),
        Optional.of(transform),
        Optional.of(crs),
        List.of(new RasterLevel(width, height)),
        OptionalInt.empty(),
        false,
        Map.of());
  }

  /** A band of a file. */
  public static SceneBand band(BandRole role, Path file, int index, RasterInfo raster) {
    return new SceneBand(
        role, role.name(), new Location.Local(file), index, 1, 0, OptionalDouble.empty(), raster);
  }

  /** A scene of some bands. */
  public static Scene scene(String id, String day, List<SceneBand> bands) {
    return new Scene(
        id,
        Product.UNKNOWN,
        AcquisitionDate.on(LocalDate.parse(day), DateSource.FILENAME),
        Quantity.DN,
        bands,
        Optional.empty(),
        Optional.empty());
  }

  /** A scene of red, green and blue in one file with this header. */
  public static Scene scene(String id, String day, RasterInfo raster) {
    Path file = Path.of(id + ".tif");
    return scene(
        id,
        day,
        List.of(
            band(BandRole.RED, file, 0, raster),
            band(BandRole.GREEN, file, 1, raster),
            band(BandRole.BLUE, file, 2, raster)));
  }

  /** A scene of {@value #SIDE} pixels a side. */
  public static Scene scene(String id, String day) {
    return scene(id, day, raster(SIDE, SIDE, CRS, TRANSFORM));
  }

  /** The same scene with a credit. */
  public static Scene credited(Scene scene, String credit) {
    return new Scene(
        scene.id(),
        scene.product(),
        scene.acquired(),
        scene.quantity(),
        scene.bands(),
        scene.alpha(),
        Optional.of(credit));
  }

  /** The acquisition of some scenes, named and dated by the first. */
  public static Acquisition acquisition(Scene... scenes) {
    return new Acquisition(scenes[0].id(), scenes[0].acquired(), List.of(scenes));
  }

  /** Clearness without any knowledge of cloud. */
  public static Clearness covered(double percent) {
    return new Clearness(percent, OptionalDouble.empty(), 100, Optional.empty());
  }

  /** What reading an acquisition would give; its content keys are made of the scenes' ids. */
  public static ReadAcquisition read(Grid grid, Clearness clearness, Scene... scenes) {
    Acquisition acquisition = acquisition(scenes);
    return new ReadAcquisition(
        acquisition,
        TRUE_COLOR,
        List.of(scenes).stream()
            .flatMap(one -> SceneRequest.find(grid, acquisition, one, TRUE_COLOR, 60).stream())
            .toList(),
        List.of(scenes).stream().map(one -> "key of " + one.id()).toList(),
        clearness,
        Optional.empty(),
        ToneSample.of(Rasters.frame("1 2"), new boolean[] {true, true}));
  }

  /** A completely covered acquisition of one scene, named by its day. */
  public static ReadAcquisition date(Grid grid, String day) {
    return read(grid, covered(100), scene(day, day));
  }
}
