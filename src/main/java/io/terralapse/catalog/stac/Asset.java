package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.Location;
import io.terralapse.model.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An asset of an item that contains pixels.
 *
 * @param key its key in the item, lower case, without the {@code -jp2} of a second copy
 * @param json its JSON object
 * @param file its location
 * @param rank lower is preferred among files with the same content: GeoTIFF before JPEG 2000 before
 *     PNG and JPEG, and public addresses before buckets that may charge the reader
 * @param copy true if it is a second copy in the provider's original format
 */
record Asset(String key, JsonNode json, Location file, int rank, boolean copy) {
  private static final String COPY = "-jp2";
  private static final Pattern PREVIEW =
      Pattern.compile(
          "thumbnail|overview|preview|rendered_preview|tilejson|.*browse.*|.*thumb.*|quicklook|pvi");
  private static final Set<String> NO_DATA =
      Set.of("thumbnail", "overview", "metadata", "index", "graphic", "date", "iso-19115");

  /** Supported formats, in the order of preference. */
  private enum Format {
    TIFF(
        0,
        "image/tiff|image/vnd\\.stac\\.geotiff.*|image/x\\.geotiff|application/geotiff",
        "tiff?"),
    JPEG2000(2, "image/jp2|image/jpx", "jp2|j2k"),
    PNG_OR_JPEG(4, "image/png|image/jpe?g", "png|jpe?g");

    private final int rank;
    private final Pattern type;
    private final Pattern extension;

    Format(int rank, String type, String extension) {
      this.rank = rank;
      this.type = Pattern.compile(type);
      this.extension = Pattern.compile(".*\\.(?:" + extension + ")");
    }

    /** By the media type, else by the file name. */
    static Optional<Format> find(String type, String name) {
      for (Format format : values()) {
        boolean matches =
            type.isEmpty()
                ? format.extension.matcher(name).matches()
                : format.type.matcher(type).matches();
        if (matches) {
          return Optional.of(format);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * An asset that can be read.
   *
   * @param resolver resolves its href
   * @return empty if it contains no pixels of the scene, or its format is not supported
   * @throws ForbiddenLinkException if the document may not link to its location
   */
  static Optional<Asset> find(String name, JsonNode json, LinkResolver resolver)
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
            resolver.asset(href),
            format.get().rank + (bucket ? 1 : 0),
            copy));
  }

  /** The href, or an alternate one over HTTP if the first has another scheme. */
  private static String href(JsonNode json) {
    String main = Json.text(json, "href").orElse("");
    if (main.startsWith("http") || !main.contains("://")) {
      return main;
    }
    List<String> others = new ArrayList<>();
    json.path("alternate").forEach(other -> Json.text(other, "href").ifPresent(others::add));
    return others.stream().filter(other -> other.startsWith("http")).findFirst().orElse(main);
  }

  /** The same asset at another location. */
  Asset at(Location other) {
    return new Asset(key, json, other, rank, copy);
  }

  /** The pixel size that the item states, metres; 0 if it states none. */
  double metres() {
    double gsd = Json.number(json, "gsd").orElse(Double.NaN);
    if (gsd > 0) {
      return gsd;
    }
    double spatial =
        Json.number(Json.element(Json.elements(json, "raster:bands"), 0), "spatial_resolution")
            .orElse(0);
    return spatial > 0 ? spatial : 0;
  }

  /** The fields of each band, from all STAC versions side by side. */
  List<BandFields> bands(JsonNode properties) {
    List<JsonNode> old = new ArrayList<>();
    List<JsonNode> all = Json.elements(properties, "eo:bands");
    for (JsonNode band : Json.elements(json, "eo:bands")) {
      // Before STAC 0.8, an asset referred to bands of its item by index.
      old.add(band.isInt() ? Json.element(all, Math.max(0, band.intValue())) : band);
    }
    List<JsonNode> raster = Json.elements(json, "raster:bands");
    List<JsonNode> common = Json.elements(json, "bands");
    int count = Math.max(1, Math.max(old.size(), Math.max(raster.size(), common.size())));
    List<BandFields> bands = new ArrayList<>();
    for (int i = 0; i < Math.min(count, BandFields.MAX_BANDS); i++) {
      bands.add(
          new BandFields(
              Json.element(common, i), Json.element(old, i), Json.element(raster, i), json));
    }
    return bands;
  }
}
