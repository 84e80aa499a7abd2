package io.terralapse.catalog.build;

import io.terralapse.catalog.sensor.BandKeywords;
import io.terralapse.catalog.sensor.DescribedSensor;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.BandRole;
import io.terralapse.model.IndexName;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides what each band of a file is, from the strongest source to the weakest: the user's list,
 * the bands' descriptions in the file, the sensor's usual order, what the file says of their
 * colours, red-green-blue for three bands.
 */
final class BandLayout {
  private static final Set<BandRole> TRUE_COLOUR =
      EnumSet.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);

  private BandLayout() {}

  /** True if red, green and blue are all there. */
  static boolean isTrueColour(List<BandRole> roles) {
    return roles.containsAll(TRUE_COLOUR);
  }

  /** True for red, green and blue. */
  static boolean isPrimary(BandRole role) {
    return TRUE_COLOUR.contains(role);
  }

  /**
   * One use per band, in file order, without the user's list.
   *
   * @return empty if nothing says what the bands are (two bands, or more than three, without
   *     descriptions)
   */
  static Optional<List<BandUse>> find(Product product, RasterInfo info) {
    int count = info.bands().size();
    List<Optional<BandRole>> roles = Sensors.findRoles(product, descriptions(info));
    Optional<List<BandUse>> described = byDescription(roles, info);
    if (described.isPresent()) {
      return described;
    }
    if (IntStream.range(0, count).allMatch(i -> isMask(info, i))) {
      return Optional.of(Collections.nCopies(count, BandUse.MASK));
    }
    // Band numbers of an unknown sensor: the order of the bands proves nothing then.
    boolean contradicted = roles.isEmpty();
    Optional<List<BandRole>> order = Sensors.findOrder(product, count, info.sampleType());
    if (order.isPresent() && !contradicted) {
      return Optional.of(fill(order.get(), info, true));
    }
    Optional<List<BandUse>> coloured = BandColours.find(info);
    if (coloured.isPresent()) {
      return coloured;
    }
    int colours = count - (info.alphaBand().isPresent() ? 1 : 0);
    if (colours == 3 && !contradicted) {
      return Optional.of(fill(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE), info, false));
    }
    return colours == 1 ? Optional.of(fill(List.of(BandRole.GREY), info, false)) : Optional.empty();
  }

  /**
   * The uses that the user lists; bands after the end of the list are skipped.
   *
   * @return at least {@code bandCount} uses; more if the list is longer
   * @throws UserError if a keyword is unknown
   */
  static List<BandUse> listed(SourceOverride override, int bandCount) {
    List<BandUse> uses = new ArrayList<>();
    for (String keyword : override.bands()) {
      uses.add(listed(override, keyword));
    }
    while (uses.size() < bandCount) {
      uses.add(BandUse.SKIP);
    }
    return uses;
  }

  private static BandUse listed(SourceOverride override, String keyword) {
    return switch (keyword.strip().toLowerCase(Locale.ROOT)) {
      case "alpha" -> BandUse.ALPHA;
      case "skip" -> BandUse.SKIP;
      default ->
          BandKeywords.find(keyword)
              .map(BandUse::of)
              .or(() -> IndexName.findExactly(keyword).map(BandUse::ofIndex))
              .orElseThrow(
                  () ->
                      UserError.usage(
                          "sources (match \""
                              + override.match()
                              + "\"): \""
                              + keyword
                              + "\" in bands is not a band; use red, green, blue, coastal, rededge,"
                              + " nir, swir16, swir22, pan, grey, other, an index such as ndvi, alpha or skip."));
    };
  }

  /**
   * The uses by the bands' descriptions.
   *
   * @param roles what {@link Sensors#findRoles} finds in them
   * @return empty if the descriptions name no measured band
   */
  private static Optional<List<BandUse>> byDescription(
      List<Optional<BandRole>> roles, RasterInfo info) {
    List<BandUse> uses = new ArrayList<>();
    for (int i = 0; i < roles.size(); i++) {
      Optional<BandRole> role = roles.get(i);
      boolean alpha = role.isEmpty() && isAlpha(info, i);
      uses.add(
          alpha
              ? BandUse.ALPHA
              : isMask(info, i) ? BandUse.MASK : BandUse.of(role.orElse(BandRole.OTHER)));
    }
    return uses.stream().anyMatch(use -> use.role() != BandRole.OTHER)
        ? Optional.of(uses)
        : Optional.empty();
  }

  /**
   * The descriptions of all bands, in file order, with band numbers in words as codes; empty for a
   * band without one.
   */
  static List<String> descriptions(RasterInfo info) {
    return DescribedSensor.withCodes(
        info.bands().stream().map(band -> band.description().orElse("")).toList());
  }

  /** True if a band's description is the name of a provider's mask. */
  static boolean isMask(RasterInfo info, int index) {
    return info.bands().get(index).description().flatMap(Sensors::findMask).isPresent();
  }

  /**
   * Gives the first bands their roles and the others none.
   *
   * @param known true if the order is the sensor's: then a band with a role in it is never alpha,
   *     whatever the file declares (NAIP files tag their near infrared as alpha)
   */
  private static List<BandUse> fill(List<BandRole> order, RasterInfo info, boolean known) {
    List<BandUse> uses = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < info.bands().size(); i++) {
      if (isAlpha(info, i) && !(known && next < order.size())) {
        uses.add(BandUse.ALPHA);
      } else {
        uses.add(BandUse.of(next < order.size() ? order.get(next) : BandRole.OTHER));
        next++;
      }
    }
    return uses;
  }

  private static boolean isAlpha(RasterInfo info, int index) {
    OptionalInt alpha = info.alphaBand();
    return alpha.isPresent() && alpha.getAsInt() == index;
  }
}
