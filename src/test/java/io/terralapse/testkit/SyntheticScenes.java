package io.terralapse.testkit;

import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A dated series of Sentinel-like scenes whose misalignment is known exactly; the small sibling of
 * {@code bench/make_scenes.py}. Three bands (red, green, blue) of 16 bits, EPSG:32633, 10 m; season
 * and exposure change with every date; the first date is not shifted and never cloudy.
 *
 * <p>Immutable; the same options give the same scenes everywhere.
 */
public final class SyntheticScenes {
  /** CRS of the written files. */
  public static final int EPSG = 32633;

  /** The written files' transform. */
  public static final GeoTransform TRANSFORM = GeoTransform.northUp(500_000, 5_100_000, 10);

  private static final double[] BAND_DN = {1200, 1080, 920};
  private static final double NOISE_DN = 6;
  private static final double CLOUD_DN = 5600;

  /**
   * What to make.
   *
   * @param width columns of every scene
   * @param height rows of every scene
   * @param count number of dates, ten days apart
   * @param seed another seed is another place with other shifts
   * @param maxShiftPx shifts are uniform within this many pixels in both axes
   * @param clouds whether every third date (the third, the sixth, ...) is partly cloudy
   * @param bridge whether a bridge grows over the river, from nothing on the first date
   */
  public record Options(
      int width,
      int height,
      int count,
      long seed,
      double maxShiftPx,
      boolean clouds,
      boolean bridge) {

    /** Cloudy every third date, with the bridge, shifts up to 2.5 px. */
    public static Options of(int width, int height, int count) {
      return new Options(width, height, count, 7, 2.5, true, true);
    }
  }

  /**
   * One date and its truth.
   *
   * @param dxPx how far its content lies right of the first date's
   * @param dyPx how far its content lies below the first date's
   * @param gain factor on every value
   * @param season 0 to 1
   * @param bridge 0 to 1, how much of the bridge stands
   */
  public record Date(
      String fileName,
      LocalDate day,
      double dxPx,
      double dyPx,
      double gain,
      double season,
      double bridge,
      boolean cloudy) {}

  private final Options options;
  private final List<Date> dates;
  private final SyntheticLandscape landscape;

  /** A position of the first date in pixels, as GeoJSON writes it: longitude and latitude. */
  public static String position(double column, double row) {
    double[] xy = {TRANSFORM.x(column, row), TRANSFORM.y(column, row)};
    Transforms.between(Crs.of("EPSG:" + EPSG), Crs.lonLat()).apply(xy, 1);
    return String.format(Locale.ROOT, "[%.9f,%.9f]", xy[0], xy[1]);
  }

  /** A rectangle of pixels of the first date as a GeoJSON polygon. */
  public static String polygon(int left, int top, int right, int bottom) {
    return "{\"type\":\"Polygon\",\"coordinates\":[["
        + String.join(
            ",",
            position(left, top),
            position(right, top),
            position(right, bottom),
            position(left, bottom),
            position(left, top))
        + "]]}";
  }

  /** Draws the dates; pixels are made on demand. */
  public SyntheticScenes(Options options) {
    this.options = options;
    this.landscape =
        new SyntheticLandscape(options.seed, 0.55 * options.width, 0.45 * options.height);
    Random random = new Random(options.seed ^ 0x5EED);
    List<Date> drawn = new ArrayList<>();
    for (int i = 0; i < options.count; i++) {
      double dx = options.maxShiftPx * (2 * random.nextDouble() - 1);
      double dy = options.maxShiftPx * (2 * random.nextDouble() - 1);
      double gain = 0.9 + 0.2 * random.nextDouble();
      LocalDate day = LocalDate.of(2024, 1, 5).plusDays(10L * i);
      double season = 0.5 - 0.5 * Math.cos(2 * Math.PI * day.getDayOfYear() / 365.25);
      double bridge = options.bridge ? i / Math.max(1.0, options.count - 1.0) : 0;
      boolean first = i == 0;
      boolean cloudy = options.clouds && i % 3 == 2;
      drawn.add(
          new Date(name(day), day, first ? 0 : dx, first ? 0 : dy, gain, season, bridge, cloudy));
    }
    this.dates = List.copyOf(drawn);
  }

  private static String name(LocalDate day) {
    String d = DateTimeFormatter.BASIC_ISO_DATE.format(day);
    return "S2A_MSIL2A_" + d + "T100031_N0510_R122_T33TWM_" + d + "T134500.tif";
  }

  /** The dates, in order. */
  public List<Date> dates() {
    return dates;
  }

  /** One date's digital numbers, not yet rounded, {@code [band][row * width + column]}. */
  public float[][] pixels(int index) {
    Date date = dates.get(index);
    int n = options.width * options.height;
    float[] view =
        landscape.view(
            options.width, options.height, date.dxPx, date.dyPx, date.season, date.bridge);
    float[] opacity = date.cloudy ? clouds(index) : new float[n];
    Random noise = new Random(options.seed * 31 + index);
    float[][] bands = new float[BAND_DN.length][n];
    for (int b = 0; b < bands.length; b++) {
      double level = BAND_DN[b] * date.gain;
      for (int i = 0; i < n; i++) {
        double ground = 120 + level * view[i];
        double dn = ground + opacity[i] * (CLOUD_DN - ground) + NOISE_DN * noise.nextGaussian();
        bands[b][i] = (float) Math.max(1, dn);
      }
    }
    return bands;
  }

  /**
   * Cloud opacity of a date, 0 to 1, {@code [row * width + column]}: soft-edged, over about a third
   * of the scene, and not moved with the ground.
   */
  public float[] clouds(int index) {
    Random random = new Random(options.seed * 17 + index);
    int waves = 24;
    double[][] wave = new double[waves][];
    for (int k = 0; k < waves; k++) {
      double length = 30 * Math.pow(8, random.nextDouble());
      double angle = 2 * Math.PI * random.nextDouble();
      double f = 2 * Math.PI / length;
      wave[k] =
          new double[] {
            f * Math.cos(angle),
            f * Math.sin(angle),
            2 * Math.PI * random.nextDouble(),
            Math.pow(length / 240, 0.8)
          };
    }
    float[] field = new float[options.width * options.height];
    for (int i = 0; i < field.length; i++) {
      double sum = 0;
      int row = i / options.width;
      int column = i % options.width;
      for (double[] w : wave) {
        sum += w[3] * Math.cos(w[0] * column + w[1] * row + w[2]);
      }
      field[i] = (float) sum;
    }
    float[] sorted = field.clone();
    Arrays.sort(sorted);
    float threshold = sorted[sorted.length * 2 / 3];
    for (int i = 0; i < field.length; i++) {
      field[i] = Math.max(0, Math.min(1, 0.3f + 1.5f * (field[i] - threshold)));
    }
    return field;
  }

  /**
   * Writes every date as a deflated, tiled GeoTIFF, and {@code truth.json} beside them ({@code
   * scenes[]: file, dxPx, dyPx, cloudy}).
   *
   * @return the GeoTIFFs in date order
   */
  public List<Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    StringBuilder truth = new StringBuilder("{\"scenes\": [");
    for (int i = 0; i < dates.size(); i++) {
      Date date = dates.get(i);
      Path file = folder.resolve(date.fileName);
      new TinyTiff(options.width, options.height, SampleType.UINT16)
          .tiled(128)
          .deflated()
          .georeferenced(EPSG, TRANSFORM)
          .write(file, pixels(i));
      files.add(file);
      truth.append(
          String.format(
              Locale.ROOT,
              "%s%n {\"file\": \"%s\", \"dxPx\": %.6f, \"dyPx\": %.6f, \"cloudy\": %b}",
              i == 0 ? "" : ",",
              date.fileName,
              date.dxPx,
              date.dyPx,
              date.cloudy));
    }
    Files.writeString(folder.resolve("truth.json"), truth + "\n]}\n");
    return List.copyOf(files);
  }
}
