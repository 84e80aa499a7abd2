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
 * harmonized_clip.tif} (docs.planet.com, PSScene and Orders). Images of stage 1 ("basic") lie on no
 * map and are left alone.
 *
 * @param file where it is
 * @param item the scene's id, lower case
 * @param kind what it holds
 * @param eight whether it has, or describes, eight bands rather than four
 * @param reflectance whether its values are reflectance in ten-thousandths rather than radiance
 */
record PlanetAsset(Location file, String item, Kind kind, boolean eight, boolean reflectance) {
  /** What a file holds. */
  enum Kind {
    ANALYTIC,
    /** A picture to look at, made from the others. */
    VISUAL,
    UDM2,
    UDM,
    JSON,
    XML
  }

  /** One band: role and Planet's own name. */
  record Band(BandRole role, String name) {}

  private static final String ID = "(?<item>\\d{8}_\\d{6}(?:_\\d{2})?_[0-9a-f]{4})";

  /** Words that tools of the ordering service append. */
  private static final String TOOLS = "(?:_(?:clip|reproject|file_format|cog))*";

  private static final Pattern IMAGE =
      Pattern.compile(ID + "_3[a-z]_analyticms(?<words>(?:_(?:sr|8b|harmonized|toar))*)" + TOOLS);

  private static final Pattern OTHER =
      Pattern.compile(
          ID
              + "(?:_3[a-z])?(?<words>(?:_analyticms)?(?:_(?:sr|8b|harmonized))*)_"
              + "(?<word>udm2|dn_udm|visual|metadata)"
              + TOOLS);

  private static final List<Band> FOUR =
      List.of(
          new Band(BandRole.BLUE, "blue"),
          new Band(BandRole.GREEN, "green"),
          new Band(BandRole.RED, "red"),
          new Band(BandRole.NIR, "nir"));

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

  /** What the file is; empty if it is none of PlanetScope's that matter here. */
  static Optional<PlanetAsset> find(Location file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    // The longest real name has some 80 characters.
    if (dot < 0 || dot > 200) {
      return Optional.empty();
    }
    String stem = name.substring(0, dot);
    String ending = name.substring(dot + 1);
    boolean tiff = ending.equals("tif") || ending.equals("tiff");
    Matcher image = IMAGE.matcher(stem);
    if (tiff && image.matches()) {
      String words = image.group("words");
      return Optional.of(
          new PlanetAsset(
              file,
              image.group("item"),
              Kind.ANALYTIC,
              words.contains("_8b"),
              words.contains("_sr") || words.contains("_toar")));
    }
    Matcher other = OTHER.matcher(stem);
    return other.matches()
        ? kind(other.group("word"), ending, tiff)
            .map(
                kind ->
                    new PlanetAsset(
                        file,
                        other.group("item"),
                        kind,
                        other.group("words").contains("_8b"),
                        false))
        : Optional.empty();
  }

  /** The bands in their order. */
  List<Band> bands() {
    return eight ? EIGHT : FOUR;
  }

  private static Optional<Kind> kind(String word, String ending, boolean tiff) {
    if (word.equals("metadata")) {
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
        switch (word) {
          case "udm2" -> Kind.UDM2;
          case "dn_udm" -> Kind.UDM;
          default -> Kind.VISUAL;
        });
  }
}
