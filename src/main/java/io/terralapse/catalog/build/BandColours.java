package io.terralapse.catalog.build;

import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.ColourInterpretation;
import io.terralapse.model.RasterInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What bands are by the colour interpretation in the file. Stateless. */
final class BandColours {
  private BandColours() {}

  /**
   * One use per band, in file order.
   *
   * @return empty unless the file names exactly one red, one green and one blue band
   */
  static Optional<List<BandUse>> find(RasterInfo info) {
    List<BandUse> uses = new ArrayList<>();
    List<BandRole> roles = new ArrayList<>();
    for (int i = 0; i < info.bands().size(); i++) {
      BandInfo band = info.bands().get(i);
      boolean alpha = info.alphaBand().isPresent() && info.alphaBand().getAsInt() == i;
      boolean extra = alpha || band.colour() == ColourInterpretation.ALPHA;
      BandRole role = band.colour().findRole().orElse(BandRole.OTHER);
      uses.add(alpha ? BandUse.ALPHA : extra ? BandUse.SKIP : BandUse.of(role));
      roles.add(role);
    }
    boolean once =
        roles.stream().filter(BandLayout::isPrimary).count() == 3 && BandLayout.isTrueColour(roles);
    return once ? Optional.of(uses) : Optional.empty();
  }
}
