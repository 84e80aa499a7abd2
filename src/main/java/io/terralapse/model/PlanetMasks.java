package io.terralapse.model;

import static io.terralapse.model.MaskCoding.flagIf;

/** Decodes the usable data mask of Planet. Stateless. */
final class PlanetMasks {
  private PlanetMasks() {}

  /** The first usable data mask: bit 0 fill, 1 cloud; the other bits are of suspect bands. */
  static byte udm(int value) {
    return (byte) (flagIf(value, 0, Flags.NODATA) | flagIf(value, 1, Flags.CLOUD));
  }
}
