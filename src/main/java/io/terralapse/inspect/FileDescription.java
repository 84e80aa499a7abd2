package io.terralapse.inspect;

import io.terralapse.geo.CoordinateTransform;
import io.terralapse.geo.Crs;
import io.terralapse.geo.CrsDescription;
import io.terralapse.geo.PositionCheck;
import io.terralapse.geo.Transforms;
import io.terralapse.model.BandInfo;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SceneBand;
import io.terralapse.model.UserError;
import io.terralapse.raster.format.RasterFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is known of one file.
 *
 * @param info header, completed by the sidecar files
 * @param catalogue what the catalogue makes of it
 * @param stats one entry per band; empty if they were not requested
 */
record FileDescription(RasterInfo info, CatalogueFacts catalogue, List<BandStatistics> stats) {
  /**
   * The description.
   *
   * @throws io.terralapse.model.UserError if the CRS is not supported
   */
  InspectedFile describe(String shown, RasterFormat format) {
    Optional<Crs> crs = info.crs().map(Crs::of).filter(one -> !one.isPixels());
    Optional<GeoTransform> transform = info.transform();
    if (crs.isPresent() && transform.isPresent()) {
      requirePosition(shown, crs.get(), transform.get());
    }
    List<double[]> points =
        crs.isPresent() && transform.isPresent() ? lonLats(crs.get(), transform.get()) : List.of();
    return new InspectedFile(
        shown,
        format.gdalName(),
        info.width(),
        info.height(),
        IntStream.range(0, info.bands().size()).mapToObj(this::band).toList(),
        info.levels().size(),
        mask(),
        crs.map(one -> facts(one, transform)).orElse(null),
        transform.map(FileDescription::coefficients).orElse(null),
        points.isEmpty() ? null : pair(points.get(0)),
        points.isEmpty() ? null : corners(points),
        catalogue
            .findDate()
            .map(date -> new InspectedFile.DateFacts(date.text(), date.source().word()))
            .orElse(null),
        catalogue.findSensor().orElse(null));
  }

  private InspectedBand band(int index) {
    BandInfo stored = info.bands().get(index);
    Optional<SceneBand> known = catalogue.findBand(index);
    boolean alpha = catalogue.alpha().isPresent() && catalogue.alpha().getAsInt() == index;
    return new InspectedBand(
        known
            .map(SceneBand::name)
            .or(stored::description)
            .orElseGet(() -> Integer.toString(index + 1)),
        alpha ? "alpha" : known.map(band -> lower(band.role())).orElse(null),
        info.tags().getOrDefault(RasterInfo.STORED_TYPE, lower(info.sampleType())),
        stored.colour().keyword(),
        number(catalogue.nodata(index)),
        known.map(SceneBand::scale).orElse(stored.scale()),
        known.map(SceneBand::offset).orElse(stored.offset()),
        stats.isEmpty() ? null : stats.get(index));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private @Nullable String mask() {
    if (info.internalMask()) {
      return info.maskFile().isPresent() ? "external" : "internal";
    }
    if (catalogue.alpha().isPresent()) {
      return "alpha";
    }
    boolean declared =
        IntStream.range(0, info.bands().size()).anyMatch(i -> catalogue.nodata(i).isPresent());
    return declared ? "nodata" : null;
  }

  private static @Nullable Object number(OptionalDouble value) {
    if (value.isEmpty()) {
      return null;
    }
    double number = value.getAsDouble();
    return Double.isFinite(number) ? (Object) number : Double.toString(number);
  }

  private double[] centre(GeoTransform transform) {
    double column = info.width() / 2.0;
    double row = info.height() / 2.0;
    return new double[] {transform.x(column, row), transform.y(column, row)};
  }

  private void requirePosition(String shown, Crs crs, GeoTransform transform) {
    double[] centre = centre(transform);
    Optional<String> fault =
        PositionCheck.findFault(shown, crs, centre[0], centre[1])
            .or(() -> PositionCheck.findUnmapped(shown, crs, points(transform)));
    if (fault.isPresent()) {
      // The caller names the file.
      throw UserError.usage(fault.get().substring(shown.length() + 2));
    }
  }

  private InspectedFile.CrsFacts facts(Crs crs, Optional<GeoTransform> transform) {
    CrsDescription description = CrsDescription.of(crs);
    OptionalDouble accuracy =
        transform
            .map(this::centre)
            .map(at -> PositionCheck.findAccuracy(crs, at[0], at[1]))
            .orElseGet(OptionalDouble::empty);
    return new InspectedFile.CrsFacts(
        description.name(),
        description.authority().orElse(null),
        description.wkt().orElse(null),
        accuracy.isPresent() ? (Double) accuracy.getAsDouble() : null);
  }

  private static List<Double> coefficients(GeoTransform t) {
    return List.of(t.x0(), t.xPerColumn(), t.xPerRow(), t.y0(), t.yPerColumn(), t.yPerRow());
  }

  /** Centre, upper left, upper right, lower right, lower left in units of the CRS. */
  private List<double[]> points(GeoTransform transform) {
    double[][] pixels = {
      {info.width() / 2.0, info.height() / 2.0},
      {0, 0},
      {info.width(), 0},
      {info.width(), info.height()},
      {0, info.height()}
    };
    return Arrays.stream(pixels)
        .map(at -> new double[] {transform.x(at[0], at[1]), transform.y(at[0], at[1])})
        .toList();
  }

  /** The same points in longitude and latitude, NaN for those outside of the map. */
  private List<double[]> lonLats(Crs crs, GeoTransform transform) {
    CoordinateTransform toLonLat = Transforms.between(crs, Crs.lonLat());
    List<double[]> lonLats = new ArrayList<>();
    for (double[] point : points(transform)) {
      double[] xy = {Double.NaN, Double.NaN};
      if (PositionCheck.isMapped(crs, point[0], point[1])) {
        xy = point.clone();
        toLonLat.apply(xy, 1);
      }
      lonLats.add(xy);
    }
    return lonLats;
  }

  private static @Nullable List<Double> pair(double[] xy) {
    return Double.isFinite(xy[0]) && Double.isFinite(xy[1]) ? List.of(xy[0], xy[1]) : null;
  }

  private static List<@Nullable List<Double>> corners(List<double[]> points) {
    List<@Nullable List<Double>> corners = new ArrayList<>();
    points.subList(1, points.size()).forEach(point -> corners.add(pair(point)));
    return corners;
  }
}
