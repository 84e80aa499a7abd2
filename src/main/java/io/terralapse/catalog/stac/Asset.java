package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One file of an item that holds pixels.
 *
 * @param key the item's name for it, in lower case, without the {@code -jp2} of a second copy
 * @param json what the item says of it
 * @param file where it is
 * @param rank lower is preferred among files with the same content: GeoTIFF before JPEG 2000 before
 *     plain pictures, and addresses anybody may read before buckets that may ask for payment
 * @param copy whether it is a second copy in the form of the original
 */
record Asset(String key, JsonNode json, Location file, int rank, boolean copy) {
  private static final String COPY = "-jp2";
  private static final Pattern PREVIEW =
      Pattern.compile(
          "thumbnail|overview|preview|rendered_preview|tilejson|.*browse.*|.*thumb.*|quicklook|pvi");
  private static final Set<String> NO_DATA =
      Set.of("thumbnail", "overview", "metadata", "index", "graphic", "date", "iso-19115");

  /** Formats that are read, in the order of preference. */
  private enum Format {
    TIFF(
        0,
        "image/tiff|image/vnd\\.stac\\.geotiff.*|image/x\\.geotiff|application/geotiff",
        "tiff?"),
    JPEG2000(2, "image/jp2|image/jpx", "jp2|j2k"),
    PICTURE(4, "image/png|image/jpe?g", "png|jpe?g");

    private final int rank;
    private final Pattern type;
    private final Pattern ending;

    Format(int rank, String type, String ending) {
      this.rank = rank;
      this.type = Pattern.compile(type);
      this.ending = Pattern.compile(".*\\.(?:" + ending + ")");
    }

    /** By the stated type, else by the name. */
    static Optional<Format> find(String type, String name) {
      for (Format format : values()) {
        boolean fits =
            type.isEmpty()
                ? format.ending.matcher(name).matches()
                : format.type.matcher(type).matches();
        if (fits) {
          return Optional.of(format);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * What is read of an asset.
   *
   * @return empty if it holds no pixels of the scene, or in a format that is not read
   * @throws Refused if it lies where the document may not lead
   */
  static Optional<Asset> find(String name, JsonNode json, LinkResolver place)
      throws ForbiddenLinkException {
    String lower = name.toLowerCase(Locale.ROOT);
    String href = href(json);
    List<String> roles = Json.texts(json, "roles");
    if (href.isEmpty()
        || PREVIEW.matcher(lower).matches()
        || roles.stream().anyMatch(role -> NO_DATA.contains(role.toLowerCase(Locale.ROOT)))) {
      return Optional.empty();
    }
    String path = PrintableText.address(href).toLowerCase(Locale.ROOT);
    String type = Json.text(json, "type").orElse("").toLowerCase(Locale.ROOT);
    int end = type.indexOf(';');
    Optional<Format> format = Format.find(end < 0 ? type : type.substring(0, end).strip(), path);
    if (format.isEmpty()) {
      return Optional.empty();
    }
    boolean copy = lower.endsWith(COPY);
    boolean bucket = href.startsWith("s3:") || href.startsWith("gs:");
    return Optional.of(
        new Asset(
            copy ? lower.substring(0, lower.length() - COPY.length()) : lower,
            json,
            place.asset(href),
            format.get().rank + (bucket ? 1 : 0),
            copy));
  }

  /** The address, or another one of the same file if the first is none that anybody may read. */
  private static String href(JsonNode json) {
    String main = Json.text(json, "href").orElse("");
    if (main.startsWith("http") || !main.contains("://")) {
      return main;
    }
    List<String> others = new ArrayList<>();
    json.path("alternate").forEach(other -> Json.text(other, "href").ifPresent(others::add));
    return others.stream().filter(other -> other.startsWith("http")).findFirst().orElse(main);
  }

  /** The same asset in another place. */
  Asset at(Location other) {
    return new Asset(key, json, other, rank, copy);
  }

  /** Pixel size that the item states, metres; 0 if it states none. */
  double metres() {
    double own = Json.number(json, "gsd").orElse(Double.NaN);
    if (own > 0) {
      return own;
    }
    double spatial =
        Json.number(Json.element(Json.elements(json, "raster:bands"), 0), "spatial_resolution")
            .orElse(0);
    return spatial > 0 ? spatial : 0;
  }

  /** What the item says of a band: the fields of all generations side by side. */
  List<BandFields> bands(JsonNode properties) {
    List<JsonNode> old = new ArrayList<>();
    List<JsonNode> all = Json.elements(properties, "eo:bands");
    for (JsonNode band : Json.elements(json, "eo:bands")) {
      // Before STAC 0.8 an asset named bands of its item by number.
      old.add(band.isInt() ? Json.element(all, Math.max(0, band.intValue())) : band);
    }
    List<JsonNode> raster = Json.elements(json, "raster:bands");
    List<JsonNode> common = Json.elements(json, "bands");
    int count = Math.max(1, Math.max(old.size(), Math.max(raster.size(), common.size())));
    List<BandFields> bands = new ArrayList<>();
    for (int i = 0; i < Math.min(count, BandFields.MOST); i++) {
      bands.add(
          new BandFields(
              Json.element(common, i), Json.element(old, i), Json.element(raster, i), json));
    }
    return bands;
  }
}
