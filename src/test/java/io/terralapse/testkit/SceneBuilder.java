package io.terralapse.testkit;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.Location;
import io.terralapse.model.MaskBand;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.SceneConditions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Builds scenes without files. By default: digital numbers of an unknown product, acquired on
 * 2020-01-01 by the file name. Settings change the builder and return it.
 */
public final class SceneBuilder {
  private final String id;
  private final List<SceneBand> bands = new ArrayList<>();
  private Product product = Product.UNKNOWN;
  private AcquisitionDate acquired = day("2020-01-01");
  private Quantity quantity = Quantity.DN;
  private Optional<SceneBand> alpha = Optional.empty();
  private List<MaskBand> masks = List.of();
  private SceneConditions conditions = SceneConditions.UNKNOWN;
  private Optional<String> credit = Optional.empty();

  /** A scene of this id, without bands. */
  public SceneBuilder(String id) {
    this.id = id;
  }

  /** Begins with the values of a scene. */
  public static SceneBuilder from(Scene scene) {
    SceneBuilder copy =
        new SceneBuilder(scene.id())
            .bands(scene.bands())
            .product(scene.product())
            .acquired(scene.acquired())
            .quantity(scene.quantity())
            .alpha(scene.alpha())
            .masks(scene.masks())
            .conditions(scene.conditions());
    copy.credit = scene.credit();
    return copy;
  }

  /** A day that is known from the file name, as {@code yyyy-MM-dd}. */
  public static AcquisitionDate day(String day) {
    return AcquisitionDate.on(LocalDate.parse(day), DateSource.FILENAME);
  }

  /** A band of a file, without scaling and nodata. */
  public static SceneBand band(
      BandRole role, String name, Path file, int index, RasterInfo header) {
    return new SceneBand(
        role, name, new Location.Local(file), index, 1, 0, OptionalDouble.empty(), header);
  }

  /** One more band, the only one of the file {@code <id>.tif}. */
  public SceneBuilder band(BandRole role, RasterInfo header) {
    bands.add(band(role, "1", Path.of(id + ".tif"), 0, header));
    return this;
  }

  /** More bands. */
  public SceneBuilder bands(List<SceneBand> more) {
    bands.addAll(more);
    return this;
  }

  /** What the scene is a delivery of. */
  public SceneBuilder product(Product of) {
    product = of;
    return this;
  }

  /** When it was acquired. */
  public SceneBuilder acquired(AcquisitionDate date) {
    acquired = date;
    return this;
  }

  /** What its values mean. */
  public SceneBuilder quantity(Quantity meaning) {
    quantity = meaning;
    return this;
  }

  /** The alpha band; empty for none. */
  public SceneBuilder alpha(Optional<SceneBand> band) {
    alpha = band;
    return this;
  }

  /** The provider's masks. */
  public SceneBuilder masks(List<MaskBand> all) {
    masks = all;
    return this;
  }

  /** What the metadata tell of cloud, view and sun. */
  public SceneBuilder conditions(SceneConditions known) {
    conditions = known;
    return this;
  }

  /** The words that the licence asks for. */
  public SceneBuilder credit(String words) {
    credit = Optional.of(words);
    return this;
  }

  /** The scene. */
  public Scene build() {
    return new Scene(id, product, acquired, quantity, bands, alpha, masks, conditions, credit);
  }
}
