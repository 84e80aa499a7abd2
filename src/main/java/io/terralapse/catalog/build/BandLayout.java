package io.terralapse.catalog.build;

import io.terralapse.catalog.sensor.SensorBands;
import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what each band of one file is, from the strongest statement to the weakest: the user's
 * list, the bands' own descriptions, the sensor's usual order, red-green-blue.
 */
final class BandLayout {
  private static final Set<BandRole> TRUE_COLOR =
      EnumSet.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);

  private BandLayout() {}

  /** True if red, green and blue are all there. */
  static boolean isTrueColor(List<BandRole> roles) {
    return roles.containsAll(TRUE_COLOR);
  }

  /** True for red, green and blue. */
  static boolean isColour(BandRole role) {
    return TRUE_COLOR.contains(role);
  }

  /**
   * One use per band, in file order.
   *
   * @return empty if the number of bands allows no honest answer (two bands that nothing names)
   */
  static Optional<List<BandUse>> find(Product product, RasterInfo info) {
    int count = info.bands().size();
    Optional<List<BandUse>> described = byDescription(product, info);
    if (described.isPresent()) {
      return described;
    }
    // A sensor's order of 16-bit bands does not hold for the pictures made from them.
    boolean picture = info.sampleType() == SampleType.UINT8 && !product.sensor().equals("naip");
    Optional<List<BandRole>> order =
        picture ? Optional.empty() : SensorBands.findOrder(product, count);
    if (order.isPresent()) {
      return Optional.of(fill(order.get(), info, true));
    }
    int colours = count - (info.alphaBand().isPresent() ? 1 : 0);
    if (colours >= 3) {
      return Optional.of(fill(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE), info, false));
    }
    return colours == 1 ? Optional.of(fill(List.of(BandRole.GREY), info, false)) : Optional.empty();
  }

  /**
   * The uses that the user lists; bands behind the end of the list are skipped.
   *
   * @throws UserError if a word is unknown
   */
  static List<BandUse> listed(SourceOverride override, int bandCount) {
    List<BandUse> uses = new ArrayList<>();
    for (String word : override.bands()) {
      uses.add(
          switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "alpha" -> BandUse.ALPHA;
            case "skip" -> BandUse.SKIP;
            default ->
                BandUse.of(
                    SensorBands.findByWord(word)
                        .orElseThrow(
                            () ->
                                UserError.usage(
                                    "sources (match \""
                                        + override.match()
                                        + "\"): bands names \""
                                        + word
                                        + "\", which is none of red, green, blue, coastal,"
                                        + " rededge, nir, swir16, swir22, pan, grey, other, alpha,"
                                        + " skip.")));
          });
    }
    while (uses.size() < bandCount) {
      uses.add(BandUse.SKIP);
    }
    return uses;
  }

  private static Optional<List<BandUse>> byDescription(Product product, RasterInfo info) {
    List<BandUse> uses = new ArrayList<>();
    List<BandRole> roles = new ArrayList<>();
    for (int i = 0; i < info.bands().size(); i++) {
      BandInfo band = info.bands().get(i);
      Optional<BandRole> role = band.description().flatMap(d -> SensorBands.find(product, d));
      boolean alpha =
          role.isEmpty() && info.alphaBand().isPresent() && info.alphaBand().getAsInt() == i;
      uses.add(alpha ? BandUse.ALPHA : BandUse.of(role.orElse(BandRole.OTHER)));
      role.ifPresent(roles::add);
    }
    return isTrueColor(roles) ? Optional.of(uses) : Optional.empty();
  }

  /**
   * Gives the first bands their roles and the others none.
   *
   * @param known true if the order is the sensor's own: then a band that has a role in it is never
   *     alpha, whatever the file declares (NAIP files tag their near infrared as alpha)
   */
  private static List<BandUse> fill(List<BandRole> order, RasterInfo info, boolean known) {
    List<BandUse> uses = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < info.bands().size(); i++) {
      boolean alpha = info.alphaBand().isPresent() && info.alphaBand().getAsInt() == i;
      if (alpha && !(known && next < order.size())) {
        uses.add(BandUse.ALPHA);
      } else {
        uses.add(BandUse.of(next < order.size() ? order.get(next) : BandRole.OTHER));
        next++;
      }
    }
    return uses;
  }
}
