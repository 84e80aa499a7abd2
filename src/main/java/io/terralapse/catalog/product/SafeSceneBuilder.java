package io.terralapse.catalog.product;

import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.name.ParsedName;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.Location;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.SceneConditions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Describes the scene of one granule of a Sentinel-2 product. */
final class SafeSceneBuilder {
  /** "No data" of every band (special value NODATA of the specification). */
  private static final OptionalDouble NODATA = OptionalDouble.of(0);

  private static final NameReader NAMES = new NameReader(Instant.MAX);

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Location origin;
  private final String name;
  private final SafeMetadata metadata;
  private final String tile;
  private final List<SafeFile> files;
  private final SafeGranule granule;

  /**
   * A builder for one granule.
   *
   * @param origin the product's metadata file
   * @param name the product's name
   * @param tile MGRS tile; empty if unknown
   * @param files the granule's files
   * @param granule its metadata
   */
  SafeSceneBuilder(
      Location origin,
      String name,
      SafeMetadata metadata,
      String tile,
      List<SafeFile> files,
      SafeGranule granule) {
    this.origin = origin;
    this.name = name;
    this.metadata = metadata;
    this.tile = tile;
    this.files =
        files.stream()
            .sorted(
                Comparator.comparingInt(SafeFile::metres).thenComparing(file -> file.file().text()))
            .toList();
    this.granule = granule;
  }

  /**
   * The scene: the finest file of every band, else the true-colour image; empty without either.
   *
   * @param several true if the product has several granules, so that its name is not unique
   */
  Optional<DescribedScene> find(boolean several) {
    Product product = product();
    List<DescribedScene.Band> bands = bands(product);
    boolean measured = !bands.isEmpty();
    if (!measured) {
      bands = trueColour();
    }
    if (bands.isEmpty()) {
      return Optional.empty();
    }
    boolean calibrated = bands.stream().allMatch(band -> band.scale().isPresent());
    return Optional.of(
        new DescribedScene(
            several ? name + "_T" + tile : name,
            origin,
            product,
            granule
                .sensed()
                .or(metadata::sensed)
                .map(time -> AcquisitionDate.at(time, DateSource.METADATA)),
            Optional.of(
                !measured ? Quantity.DISPLAY : calibrated ? Quantity.REFLECTANCE : Quantity.DN),
            bands,
            masks(),
            new SceneConditions(
                metadata.cloudPercent(), OptionalDouble.empty(), granule.sunElevation()),
            Optional.empty()));
  }

  /** The product that a product's or folder's name identifies. */
  static Optional<Product> findProduct(String name) {
    return NAMES
        .read(name)
        .map(ParsedName::product)
        .filter(product -> product.sensor().equals("sentinel-2"));
  }

  /** The product from its name, completed by the metadata. */
  private Product product() {
    Optional<Product> named = findProduct(name);
    return new Product(
        named.map(Product::platform).or(metadata::platform).orElse("S2"),
        "sentinel-2",
        named.flatMap(Product::track).or(metadata::orbit),
        tile.isEmpty() ? named.flatMap(Product::tile) : Optional.of(tile),
        named.flatMap(Product::datatake).or(() -> metadata.sensed().map(STAMP::format)),
        metadata.isLevel2() ? 2 : 1,
        named.map(Product::processed).or(() -> metadata.generated().map(STAMP::format)).orElse(""));
  }

  private List<DescribedScene.Band> bands(Product product) {
    List<DescribedScene.Band> bands = new ArrayList<>();
    List<String> names =
        of(SafeFile.Kind.BAND)
            .map(SafeFile::band)
            .distinct()
            .sorted(Comparator.comparingInt(SafeSceneBuilder::order))
            .toList();
    for (String name : names) {
      SafeFile file =
          of(SafeFile.Kind.BAND).filter(one -> one.band().equals(name)).findFirst().orElseThrow();
      Optional<Calibration> calibration = metadata.calibration(name);
      bands.add(
          new DescribedScene.Band(
              file.file(),
              0,
              Sensors.findRole(product, name).orElse(BandRole.OTHER),
              name,
              calibration.map(c -> OptionalDouble.of(c.scale())).orElse(OptionalDouble.empty()),
              calibration.map(c -> OptionalDouble.of(c.offset())).orElse(OptionalDouble.empty()),
              NODATA));
    }
    return bands;
  }

  /** By wavelength: 8A is between 8 and 9. */
  private static int order(String band) {
    return band.equals("B8A") ? 17 : 2 * Integer.parseInt(band.substring(1));
  }

  private List<DescribedScene.Band> trueColour() {
    List<BandRole> colours = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);
    List<DescribedScene.Band> bands = new ArrayList<>();
    of(SafeFile.Kind.TRUE_COLOUR)
        .findFirst()
        .ifPresent(
            file -> {
              for (int i = 0; i < colours.size(); i++) {
                bands.add(
                    new DescribedScene.Band(
                        file.file(),
                        i,
                        colours.get(i),
                        "TCI",
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        NODATA));
              }
            });
    return bands;
  }

  /**
   * The scene classification, else the cloud classification of Level 1C since baseline 04.00, with
   * one band each for opaque cloud, cirrus and snow. Older products have cloud polygons instead,
   * which are not read.
   */
  private List<DescribedScene.Mask> masks() {
    Optional<SafeFile> classes = of(SafeFile.Kind.SCENE_CLASSES).findFirst();
    if (classes.isPresent()) {
      return List.of(mask(classes.get(), 0, MaskCoding.SCL));
    }
    return of(SafeFile.Kind.CLOUD_CLASSES)
        .findFirst()
        .map(
            file ->
                List.of(
                    mask(file, 0, MaskCoding.CLOUD),
                    mask(file, 1, MaskCoding.CLOUD),
                    mask(file, 2, MaskCoding.SNOW)))
        .orElse(List.of());
  }

  private static DescribedScene.Mask mask(SafeFile file, int index, MaskCoding coding) {
    return new DescribedScene.Mask(file.file(), index, Optional.empty(), coding);
  }

  private Stream<SafeFile> of(SafeFile.Kind kind) {
    return files.stream().filter(file -> file.kind() == kind);
  }
}
