package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.catalog.sensor.SensorBands;
import io.terralapse.model.BandRole;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the bands among an item's assets and what their values mean. Of a band that comes twice the
 * finer copy is taken, then the format that is read faster. Pictures that were made to be looked at
 * are taken only when nothing that was measured is there.
 */
final class ItemBands {
  /** Sentinel-2 and Landsat bands, as keys and file names end with them. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:^|.*[_.-])(?:SR_|ST_|TOA_)?B(?:AND)?_?0?(\\d{1,2}A?)(?:_(?:10|20|60)m)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern VISUAL =
      Pattern.compile("(?:.*_)?visual|tci(?:_[126]0m)?|true[_-]?color|rgb");

  /** Layers beside the reflectances whose values mean something else. */
  private static final Pattern OTHER =
      Pattern.compile(
          "qa|aot.*|wvp.*|cld|snw|st_.*|lwir.*|qa_.*|.*_qa.*|sr_qa_.*|vaa|vza|saa|sza|.*_angle|atmos_opacity"
              + "|.*radsat.*|drad|urad|trad|emis|emsd|cdist|atran|.*aerosol|dem|.*cldprb|.*snwprb");

  private final ItemProduct item;
  private final JsonNode properties;

  ItemBands(ItemProduct item, JsonNode properties) {
    this.item = item;
    this.properties = properties;
  }

  /**
   * The bands of a scene.
   *
   * @param quantity what their values mean, if that is known
   */
  record Bands(List<DescribedScene.Band> bands, Optional<Quantity> quantity) {}

  private record Offer(DescribedScene.Band band, Asset asset, boolean eightBit) {}

  /** The item's bands; none if no asset holds any. */
  Bands of(List<Asset> assets) {
    Map<String, Offer> best = new LinkedHashMap<>();
    for (Asset asset : assets) {
      if (VISUAL.matcher(asset.key()).matches() || OTHER.matcher(asset.key()).matches()) {
        continue;
      }
      for (Offer offer : offers(asset)) {
        best.merge(offer.band().name(), offer, (a, b) -> BETTER.compare(a, b) <= 0 ? a : b);
      }
    }
    if (best.isEmpty()) {
      return visual(assets);
    }
    List<DescribedScene.Band> bands = best.values().stream().map(Offer::band).toList();
    return new Bands(bands, quantity(best.values().stream().toList()));
  }

  private static final Comparator<Offer> BETTER =
      Comparator.<Offer>comparingDouble(offer -> offer.asset().metres())
          .thenComparingInt(offer -> offer.asset().rank());

  private Optional<Quantity> quantity(List<Offer> offers) {
    boolean calibrated =
        offers.stream()
            .filter(offer -> offer.band().role() != BandRole.OTHER)
            .allMatch(offer -> offer.band().scale().isPresent());
    boolean reflective =
        offers.stream()
            .anyMatch(
                offer ->
                    offer.band().role() != BandRole.OTHER && offer.band().role() != BandRole.GREY);
    if (calibrated && reflective) {
      return Optional.of(Quantity.REFLECTANCE);
    }
    boolean display =
        item.product().sensor().equals("naip") || offers.stream().allMatch(Offer::eightBit);
    return display && reflective ? Optional.of(Quantity.DISPLAY) : Optional.empty();
  }

  private List<Offer> offers(Asset asset) {
    List<Offer> offers = new ArrayList<>();
    List<BandFields> words = asset.bands(properties);
    for (int i = 0; i < words.size(); i++) {
      BandFields band = words.get(i);
      String name = name(asset, band, words.size() == 1);
      BandRole role = role(band, name, asset, words.size() == 1);
      offers.add(
          new Offer(band(asset, i, role, name, band), asset, band.dataType().equals("uint8")));
    }
    return offers;
  }

  /** The number that the sensor's makers gave it where one is told, else the item's word. */
  private static String name(Asset asset, BandFields band, boolean single) {
    List<String> candidates = new ArrayList<>();
    band.name().ifPresent(candidates::add);
    if (single) {
      String file = asset.file().name();
      candidates.add(file.replaceFirst("\\.[A-Za-z0-9]{2,5}$", ""));
      candidates.add(asset.key().replaceFirst("\\.tif$", ""));
    }
    for (String candidate : candidates) {
      Matcher matcher = NUMBER.matcher(candidate);
      if (matcher.matches()) {
        return "B" + matcher.group(1).toUpperCase(Locale.ROOT);
      }
    }
    return PrintableText.clean(band.name().or(band::commonName).orElse(asset.key()));
  }

  private BandRole role(BandFields band, String name, Asset asset, boolean single) {
    Product product = item.product();
    Optional<BandRole> numbered =
        name.matches("B\\d{1,2}A?") ? SensorBands.find(product, name) : Optional.empty();
    Optional<BandRole> role =
        numbered
            .or(() -> band.commonName().flatMap(ItemBands::byWord))
            .or(() -> band.name().flatMap(ItemBands::byWord));
    if (single) {
      role = role.or(() -> byWord(asset.key()));
    }
    return role.orElse(BandRole.OTHER);
  }

  /** Words with the wavelength in them ({@code rededge071}) are the words without. */
  private static Optional<BandRole> byWord(String word) {
    String plain = word.toLowerCase(Locale.ROOT);
    if (plain.matches("rededge\\d{0,3}")) {
      return Optional.of(BandRole.REDEDGE);
    }
    return SensorBands.findByWord(plain);
  }

  private DescribedScene.Band band(
      Asset asset, int index, BandRole role, String name, BandFields words) {
    OptionalDouble scale = words.scale();
    OptionalDouble offset = words.offset();
    if (role != BandRole.OTHER) {
      Optional<Calibration> known = item.calibration();
      if (scale.isEmpty() && known.isPresent() && !words.dataType().equals("uint8")) {
        scale = OptionalDouble.of(known.get().scale());
        offset = OptionalDouble.of(known.get().offset());
      } else if (scale.isPresent() && offset.isEmpty() && isSentinel2() && known.isPresent()) {
        offset = OptionalDouble.of(known.get().offset());
      }
      // The second copies are the agency's own files, which nobody corrected.
      if (isSentinel2() && item.offsetApplied() && !asset.copy() && scale.isPresent()) {
        offset = OptionalDouble.of(0);
      }
    }
    return new DescribedScene.Band(asset.file(), index, role, name, scale, offset, nodata(words));
  }

  private boolean isSentinel2() {
    return item.product().sensor().equals("sentinel-2");
  }

  private OptionalDouble nodata(BandFields words) {
    OptionalDouble stated = words.nodata();
    if (stated.isPresent()) {
      return stated;
    }
    return switch (item.product().sensor()) {
      case "sentinel-2", "landsat", "planetscope" -> OptionalDouble.of(0);
      case "hls" -> OptionalDouble.of(-9999);
      default -> OptionalDouble.empty();
    };
  }

  private static Bands visual(List<Asset> assets) {
    Optional<Asset> picture =
        assets.stream()
            .filter(asset -> VISUAL.matcher(asset.key()).matches())
            .min(Comparator.comparingInt(Asset::rank));
    List<DescribedScene.Band> bands = new ArrayList<>();
    List<BandRole> colours = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);
    for (int i = 0; picture.isPresent() && i < colours.size(); i++) {
      bands.add(
          new DescribedScene.Band(
              picture.get().file(),
              i,
              colours.get(i),
              "TCI",
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.of(0)));
    }
    return new Bands(bands, bands.isEmpty() ? Optional.empty() : Optional.of(Quantity.DISPLAY));
  }
}
