package io.terralapse.catalog.product;

import io.terralapse.model.BandRole;
import io.terralapse.model.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a PlanetScope scene by its name, {@code 20230912_175450_00_2439_3B_AnalyticMS_SR_8b_
 * harmonized_clip.tif} (docs.planet.com, PSScene and Orders). Images of level 1 ("basic") have no
 * georeference and are not read.
 *
 * @param file its location
 * @param item the scene's id, lower case
 * @param kind what it contains
 * @param count number of bands that it has or describes: three, four or eight
 * @param reflectance true if its values are reflectance in ten-thousandths rather than radiance
 */
record PlanetAsset(Location file, String item, Kind kind, int count, boolean reflectance) {
  /** What a file contains. */
  enum Kind {
    ANALYTIC,
    /** A true-colour image, made from the bands. */
    VISUAL,
    UDM2,
    UDM,
    JSON,
    XML
  }

  /**
   * One band.
   *
   * @param role what it measures
   * @param name Planet's own name for it
   */
  record Band(BandRole role, String name) {}

  private static final String ID = "(?<item>\\d{8}_\\d{6}(?:_\\d{2})?_[0-9a-f]{4})";

  /** Suffixes of the tools of the ordering service. */
  private static final String TOOLS = "(?:_(?:clip|reproject|file_format|cog))*";

  private static final Pattern IMAGE =
      Pattern.compile(
          ID + "_3[a-z]_analytic(?<options>(?:ms)?(?:_(?:sr|8b|harmonized|toar))*)" + TOOLS);

  private static final Pattern OTHER =
      Pattern.compile(
          ID
              + "(?:_3[a-z])?(?<options>(?:_analytic(?:ms)?)?(?:_(?:sr|8b|harmonized))*)_"
              + "(?<kind>udm2|dn_udm|visual|metadata)"
              + TOOLS);

  private static final List<Band> FOUR =
      List.of(
          new Band(BandRole.BLUE, "blue"),
          new Band(BandRole.GREEN, "green"),
          new Band(BandRole.RED, "red"),
          new Band(BandRole.NIR, "nir"));

  private static final List<Band> THREE =
      List.of(
          new Band(BandRole.RED, "red"),
          new Band(BandRole.GREEN, "green"),
          new Band(BandRole.BLUE, "blue"));

  private static final List<Band> EIGHT =
      List.of(
          new Band(BandRole.COASTAL, "coastal_blue"),
          new Band(BandRole.BLUE, "blue"),
          new Band(BandRole.OTHER, "green_i"),
          new Band(BandRole.GREEN, "green"),
          new Band(BandRole.OTHER, "yellow"),
          new Band(BandRole.RED, "red"),
          new Band(BandRole.REDEDGE, "rededge"),
          new Band(BandRole.NIR, "nir"));

  /** The asset that a file is; empty for other files. */
  static Optional<PlanetAsset> find(Location file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    // The longest real name has about 80 characters.
    if (dot < 0 || dot > 200) {
      return Optional.empty();
    }
    String stem = name.substring(0, dot);
    String ending = name.substring(dot + 1);
    boolean tiff = ending.equals("tif") || ending.equals("tiff");
    Matcher image = IMAGE.matcher(stem);
    if (tiff && image.matches()) {
      String options = image.group("options");
      return Optional.of(
          new PlanetAsset(
              file,
              image.group("item"),
              Kind.ANALYTIC,
              count(options, options.startsWith("ms")),
              options.contains("_sr") || options.contains("_toar")));
    }
    Matcher other = OTHER.matcher(stem);
    return other.matches()
        ? kind(other.group("kind"), ending, tiff)
            .map(
                kind ->
                    new PlanetAsset(
                        file,
                        other.group("item"),
                        kind,
                        count(
                            other.group("options"),
                            !other.group("options").matches("_analytic(?!ms).*")),
                        false))
        : Optional.empty();
  }

  private static int count(String options, boolean multispectral) {
    return options.contains("_8b") ? 8 : multispectral ? 4 : 3;
  }

  /** The bands in file order. */
  List<Band> bands() {
    return switch (count) {
      case 3 -> THREE;
      case 8 -> EIGHT;
      default -> FOUR;
    };
  }

  private static Optional<Kind> kind(String name, String ending, boolean tiff) {
    if (name.equals("metadata")) {
      return switch (ending) {
        case "json" -> Optional.of(Kind.JSON);
        case "xml" -> Optional.of(Kind.XML);
        default -> Optional.empty();
      };
    }
    if (!tiff) {
      return Optional.empty();
    }
    return Optional.of(
        switch (name) {
          case "udm2" -> Kind.UDM2;
          case "dn_udm" -> Kind.UDM;
          default -> Kind.VISUAL;
        });
  }
}
