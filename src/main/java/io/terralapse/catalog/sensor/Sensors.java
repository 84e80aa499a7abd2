package io.terralapse.catalog.sensor;

import io.terralapse.catalog.scene.MaskLayer;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Product;
import io.terralapse.model.SampleType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The registry of sensor families, and look-ups that work for any of them. Stateless. */
public final class Sensors {
  private static final List<SensorFamily> FAMILIES =
      List.of(
          new Sentinel2Family(),
          new LandsatFamily(),
          new HlsFamily(),
          new PlanetFamily(),
          new MaxarFamily(),
          new NaipFamily(),
          new Sentinel1Family(),
          new ModisFamily(),
          new ViirsFamily(),
          new GoesFamily());

  private static final SensorFamily UNKNOWN = () -> List.of(Product.UNKNOWN.sensor());

  /** Masks that tools write for scenes of any sensor; everything but 0 is cloud. */
  private static final List<String> CLOUD_MASKS = List.of("clouds", "cloudmask");

  /** The bands whose numbers Sentinel-2 and Landsat 8 and 9 share. */
  private static final Map<String, BandRole> COMMON =
      Map.of("B2", BandRole.BLUE, "B3", BandRole.GREEN, "B4", BandRole.RED);

  private Sensors() {}

  private static SensorFamily family(String sensor) {
    return FAMILIES.stream().filter(f -> f.sensors().contains(sensor)).findFirst().orElse(UNKNOWN);
  }

  /**
   * The role of a band by the name that its product gives it.
   *
   * @param band {@code B4}, {@code B04}, {@code B8A}, or a keyword such as {@code red}
   * @return empty if the sensor is unknown or the band has no role
   */
  public static Optional<BandRole> findRole(Product product, String band) {
    Optional<BandRole> keyword = BandKeywords.find(band).or(() -> ModisFamily.findRole(band));
    if (keyword.isPresent()) {
      return keyword;
    }
    String text = band.strip();
    String key =
        DescribedSensor.findCode(text)
            .orElseGet(() -> text.toUpperCase(Locale.ROOT).replaceFirst("^B0", "B"));
    boolean padded = text.length() == 3 && text.charAt(1) == '0';
    SensorFamily family = family(product.sensor());
    // Only Sentinel-2 and HLS write B02, and they agree on blue, green and red. Polarisations mean
    // the same on all radars.
    Map<String, BandRole> shared = padded ? Sentinel2Family.BANDS : Sentinel1Family.BANDS;
    Map<String, BandRole> roles =
        product.sensor().equals(Product.UNKNOWN.sensor())
            ? shared
            : family.bands(product.platform());
    return Optional.ofNullable(roles.get(key));
  }

  /**
   * The roles of a stacked file's bands by their descriptions.
   *
   * @param descriptions one per band; empty for a band without one
   * @return one role per band, empty for bands without a role; an empty list if the descriptions
   *     are band numbers that mean different bands on different sensors
   */
  public static List<Optional<BandRole>> findRoles(Product product, List<String> descriptions) {
    boolean known = !product.sensor().equals(Product.UNKNOWN.sensor());
    List<Optional<BandRole>> roles =
        descriptions.stream().map(text -> findRole(product, text)).toList();
    boolean numbered =
        descriptions.stream().anyMatch(text -> DescribedSensor.findCode(text).isPresent());
    if (known || !numbered || roles.stream().anyMatch(Optional::isPresent)) {
      return roles;
    }
    Optional<Product> numbering = DescribedSensor.findNumbering(descriptions);
    return numbering
        .map(
            sensor ->
                descriptions.stream()
                    .map(
                        text ->
                            sensor.equals(Product.UNKNOWN)
                                ? DescribedSensor.findCode(text).map(COMMON::get)
                                : findRole(sensor, text))
                    .toList())
        .orElseGet(List::of);
  }

  /**
   * The usual order of the bands of a stacked file.
   *
   * @param type sample type of the file; 8-bit files are usually images made from the bands, for
   *     which the sensor's order does not hold
   * @return empty if the sensor or that number of bands has no usual order
   */
  public static Optional<List<BandRole>> findOrder(
      Product product, int bandCount, SampleType type) {
    SensorFamily family = family(product.sensor());
    return type == SampleType.UINT8
        ? family.findOrderInEightBit(product.platform(), bandCount)
        : family.findOrder(product.platform(), bandCount);
  }

  /** The stored value outside of scenes in products that often do not declare it. */
  public static OptionalDouble findFill(Product product) {
    return family(product.sensor()).fill(product.sensor());
  }

  /** The calibration that all products of the sensor family share, if they share one. */
  public static Optional<Calibration> findCalibration(Product product) {
    return family(product.sensor()).calibration();
  }

  /**
   * The credit line of a scene.
   *
   * @return empty if the sensor is unknown, since nothing is credited by guess, or if the date is
   */
  public static Optional<String> findCredit(Product product, AcquisitionDate acquired) {
    if (!acquired.isKnown()) {
      return Optional.empty();
    }
    int year = acquired.start().atOffset(ZoneOffset.UTC).getYear();
    return family(product.sensor()).credit(year);
  }

  /**
   * The layers of a mask by the name that its provider gives it.
   *
   * @param name {@code SCL}, {@code QA_PIXEL}, {@code udm2}, in any case, with or without
   *     underscores
   * @return empty if no mask has that name
   */
  public static Optional<List<MaskLayer>> findMask(String name) {
    String key = name.toLowerCase(Locale.ROOT).replace("_", "");
    if (CLOUD_MASKS.contains(key)) {
      return Optional.of(List.of(MaskLayer.of(MaskCoding.CLOUD)));
    }
    if (key.equals("cmask")) {
      return Optional.of(List.of(MaskLayer.of(MaskCoding.CMASK)));
    }
    return FAMILIES.stream()
        .flatMap(family -> Optional.ofNullable(family.masks().get(key)).stream())
        .findFirst();
  }

  /** Whether a keyword of {@code sources.sensor} names a sensor, in any case. */
  public static boolean isKnown(String keyword) {
    return keywords().contains(keyword.strip().toLowerCase(Locale.ROOT));
  }

  /** All keywords that {@code sources.sensor} may have. */
  public static List<String> keywords() {
    return FAMILIES.stream().flatMap(family -> family.keywords().stream()).toList();
  }

  /**
   * The product with the sensor that the user names.
   *
   * @param keyword a family such as {@code landsat}, or a spacecraft such as {@code landsat-8}, for
   *     which {@link #isKnown} is true
   */
  public static Product withSensor(Product product, String keyword) {
    String text = keyword.strip().toLowerCase(Locale.ROOT);
    Optional<SensorFamily> family =
        FAMILIES.stream().filter(f -> f.findSensor(text).isPresent()).findFirst();
    return new Product(
        family.flatMap(f -> f.findPlatform(text)).orElse(product.platform()),
        family.flatMap(f -> f.findSensor(text)).orElse(text),
        product.track(),
        product.tile(),
        product.datatake(),
        product.level(),
        product.processed());
  }
}
