package io.terralapse.catalog.build;

import io.terralapse.catalog.sensor.BandKeywords;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Decides what each band of a file is, from the strongest source to the weakest: the user's list,
 * the bands' descriptions in the file, the sensor's usual order, what the file says of their
 * colours, red-green-blue.
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
   * @return empty if nothing says what the bands are (two bands without descriptions)
   */
  static Optional<List<BandUse>> find(Product product, RasterInfo info) {
    int count = info.bands().size();
    Optional<List<BandUse>> described = byDescription(product, info);
    if (described.isPresent()) {
      return described;
    }
    Optional<List<BandRole>> order = Sensors.findOrder(product, count, info.sampleType());
    if (order.isPresent()) {
      return Optional.of(fill(order.get(), info, true));
    }
    Optional<List<BandUse>> coloured = BandColours.find(info);
    if (coloured.isPresent()) {
      return coloured;
    }
    int colours = count - (info.alphaBand().isPresent() ? 1 : 0);
    if (colours >= 3) {
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
              .orElseThrow(
                  () ->
                      UserError.usage(
                          "sources (match \""
                              + override.match()
                              + "\"): \""
                              + keyword
                              + "\" in bands is not a band; use red, green, blue, coastal, rededge,"
                              + " nir, swir16, swir22, pan, grey, other, alpha or skip."));
    };
  }

  private static Optional<List<BandUse>> byDescription(Product product, RasterInfo info) {
    List<BandUse> uses = new ArrayList<>();
    List<BandRole> roles = new ArrayList<>();
    for (int i = 0; i < info.bands().size(); i++) {
      BandInfo band = info.bands().get(i);
      Optional<BandRole> role = band.description().flatMap(d -> Sensors.findRole(product, d));
      boolean alpha = role.isEmpty() && isAlpha(info, i);
      uses.add(alpha ? BandUse.ALPHA : BandUse.of(role.orElse(BandRole.OTHER)));
      role.ifPresent(roles::add);
    }
    return isTrueColour(roles) ? Optional.of(uses) : Optional.empty();
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
