package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.sensor.BandKeywords;
import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.BandRole;
import io.terralapse.model.PrintableText;
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
 * Finds the bands among an item's assets and what their values mean. Of a band that exists twice
 * the finer copy is used, then the format that is faster to read. Visual images are used only if
 * there are no measured bands.
 */
final class ItemBands {
  /** Sentinel-2 and Landsat bands at the end of keys and file names. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:^|.*[_.-])(?:SR_|ST_|TOA_)?B(?:AND)?_?0?(\\d{1,2}A?)(?:_(?:10|20|60)m)?",
          Pattern.CASE_INSENSITIVE);

  /** Polarisations of radar, in keys and band names such as {@code vv} and {@code gamma0_VV}. */
  private static final Pattern POLARISATION =
      Pattern.compile("(?:(?:gamma|sigma|beta)0?_)?(vv|vh|hh|hv)", Pattern.CASE_INSENSITIVE);

  /** Names that sensors give to their bands, as {@link #name} writes them. */
  private static final Pattern BAND = Pattern.compile("B\\d{1,2}A?|[VH][VH]");

  private static final Pattern REDEDGE = Pattern.compile("rededge\\d{0,3}");
  private static final Pattern FILE_EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{2,5}$");
  private static final Pattern TIF = Pattern.compile("\\.tif$");

  private static final Pattern VISUAL =
      Pattern.compile("(?:.*_)?visual|tci(?:_[126]0m)?|true[_-]?color|rgb");

  /** Layers that are not reflectance. */
  private static final Pattern OTHER =
      Pattern.compile(
          "qa|aot.*|wvp.*|cld|snw|st_.*|lwir.*|qa_.*|.*_qa.*|sr_qa_.*|vaa|vza|saa|sza|.*_angle|atmos_opacity"
              + "|.*radsat.*|drad|urad|trad|emis|emsd|cdist|atran|.*aerosol|dem|.*cldprb|.*snwprb");

  private final ItemProduct item;
  private final JsonNode properties;
  private final Map<String, Calibration> factors;

  /**
   * A finder for one item.
   *
   * @param factors calibration by band, from the product's own metadata; may be empty
   */
  ItemBands(ItemProduct item, JsonNode properties, Map<String, Calibration> factors) {
    this.item = item;
    this.properties = properties;
    this.factors = factors;
  }

  /**
   * The bands of a scene.
   *
   * @param bands possibly none
   * @param quantity what their values mean; empty if unknown
   */
  record Bands(List<DescribedScene.Band> bands, Optional<Quantity> quantity) {}

  private record Candidate(DescribedScene.Band band, Asset asset, boolean eightBit) {}

  /** The item's bands; none if no asset contains any. */
  Bands of(List<Asset> assets) {
    Map<String, Candidate> best = new LinkedHashMap<>();
    for (Asset asset : assets) {
      if (VISUAL.matcher(asset.key()).matches() || OTHER.matcher(asset.key()).matches()) {
        continue;
      }
      for (Candidate candidate : candidates(asset)) {
        best.merge(candidate.band().name(), candidate, (a, b) -> BETTER.compare(a, b) <= 0 ? a : b);
      }
    }
    if (best.isEmpty()) {
      return visual(assets);
    }
    List<DescribedScene.Band> bands = best.values().stream().map(Candidate::band).toList();
    return new Bands(bands, quantity(best.values().stream().toList()));
  }

  private static final Comparator<Candidate> BETTER =
      Comparator.<Candidate>comparingDouble(candidate -> candidate.asset().metres())
          .thenComparingInt(candidate -> candidate.asset().rank());

  private Optional<Quantity> quantity(List<Candidate> candidates) {
    boolean calibrated =
        candidates.stream()
            .filter(candidate -> candidate.band().role() != BandRole.OTHER)
            .allMatch(candidate -> candidate.band().scale().isPresent());
    boolean reflective =
        candidates.stream()
            .anyMatch(
                candidate ->
                    candidate.band().role() != BandRole.OTHER
                        && candidate.band().role() != BandRole.GREY);
    if (calibrated && reflective) {
      return Optional.of(Quantity.REFLECTANCE);
    }
    // Level 1 of Landsat 1 to 7 is stored in 8 bits and measured.
    boolean display =
        item.product().sensor().equals("naip")
            || (candidates.stream().allMatch(Candidate::eightBit)
                && !item.product().sensor().equals("landsat"));
    return display && reflective ? Optional.of(Quantity.DISPLAY) : Optional.empty();
  }

  private List<Candidate> candidates(Asset asset) {
    List<Candidate> candidates = new ArrayList<>();
    List<BandFields> fields = asset.bands(properties);
    for (int i = 0; i < fields.size(); i++) {
      BandFields band = fields.get(i);
      String name = name(asset, band, fields.size() == 1);
      BandRole role = role(band, name, asset, fields.size() == 1);
      candidates.add(
          new Candidate(band(asset, i, role, name, band), asset, band.dataType().equals("uint8")));
    }
    return candidates;
  }

  /** The band's number at the provider, else its name in the item. */
  private static String name(Asset asset, BandFields band, boolean single) {
    List<String> names = new ArrayList<>();
    band.name().ifPresent(names::add);
    if (single) {
      String file = asset.file().name();
      names.add(FILE_EXTENSION.matcher(file).replaceFirst(""));
      names.add(TIF.matcher(asset.key()).replaceFirst(""));
    }
    for (String text : names) {
      Matcher matcher = NUMBER.matcher(text);
      if (matcher.matches()) {
        return "B" + matcher.group(1).toUpperCase(Locale.ROOT);
      }
    }
    for (String text : names) {
      Matcher matcher = POLARISATION.matcher(text);
      if (matcher.matches()) {
        return matcher.group(1).toUpperCase(Locale.ROOT);
      }
    }
    return PrintableText.clean(band.name().or(band::commonName).orElse(asset.key()));
  }

  private BandRole role(BandFields band, String name, Asset asset, boolean single) {
    Product product = item.product();
    Optional<BandRole> numbered =
        BAND.matcher(name).matches() ? Sensors.findRole(product, name) : Optional.empty();
    Optional<BandRole> role =
        numbered
            .or(() -> band.commonName().flatMap(ItemBands::byKeyword))
            .or(() -> band.name().flatMap(ItemBands::byKeyword));
    if (single) {
      role = role.or(() -> byKeyword(asset.key()));
    }
    return role.orElse(BandRole.OTHER);
  }

  /** Keywords may contain the wavelength ({@code rededge071}). */
  private static Optional<BandRole> byKeyword(String keyword) {
    String plain = keyword.toLowerCase(Locale.ROOT);
    if (REDEDGE.matcher(plain).matches()) {
      return Optional.of(BandRole.REDEDGE);
    }
    return BandKeywords.find(plain);
  }

  private DescribedScene.Band band(
      Asset asset, int index, BandRole role, String name, BandFields fields) {
    OptionalDouble scale = fields.scale();
    OptionalDouble offset = fields.offset();
    if (role != BandRole.OTHER) {
      Optional<Calibration> own = Optional.ofNullable(factors.get(name));
      Optional<Calibration> known = own.or(item::calibration);
      boolean counts = own.isPresent() || !fields.dataType().equals("uint8");
      if (scale.isEmpty() && known.isPresent() && counts) {
        scale = OptionalDouble.of(known.get().scale());
        offset = OptionalDouble.of(known.get().offset());
      } else if (scale.isPresent() && offset.isEmpty() && isSentinel2() && known.isPresent()) {
        offset = OptionalDouble.of(known.get().offset());
      }
      // Second copies are the original files, in which the offset has not been applied.
      if (isSentinel2() && item.offsetApplied() && !asset.copy() && scale.isPresent()) {
        offset = OptionalDouble.of(0);
      }
    }
    return new DescribedScene.Band(asset.file(), index, role, name, scale, offset, nodata(fields));
  }

  private boolean isSentinel2() {
    return item.product().sensor().equals("sentinel-2");
  }

  private OptionalDouble nodata(BandFields fields) {
    OptionalDouble stated = fields.nodata();
    return stated.isPresent() ? stated : Sensors.findFill(item.product());
  }

  private static Bands visual(List<Asset> assets) {
    Optional<Asset> image =
        assets.stream()
            .filter(asset -> VISUAL.matcher(asset.key()).matches())
            .min(Comparator.comparingInt(Asset::rank));
    List<DescribedScene.Band> bands = new ArrayList<>();
    List<BandRole> colours = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);
    for (int i = 0; image.isPresent() && i < colours.size(); i++) {
      bands.add(
          new DescribedScene.Band(
              image.get().file(),
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
