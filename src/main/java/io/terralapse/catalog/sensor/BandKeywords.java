package io.terralapse.catalog.sensor;

import io.terralapse.model.BandRole;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keywords for what a band measures, as configurations, STAC items and band descriptions use. */
public final class BandKeywords {
  private static final Map<String, BandRole> ROLES =
      Map.ofEntries(
          Map.entry("coastal", BandRole.COASTAL),
          Map.entry("coastal_blue", BandRole.COASTAL),
          Map.entry("blue", BandRole.BLUE),
          Map.entry("green", BandRole.GREEN),
          Map.entry("red", BandRole.RED),
          Map.entry("rededge", BandRole.REDEDGE),
          Map.entry("red_edge", BandRole.REDEDGE),
          Map.entry("nir", BandRole.NIR),
          Map.entry("nir08", BandRole.NIR),
          Map.entry("near_infrared", BandRole.NIR),
          Map.entry("swir16", BandRole.SWIR16),
          Map.entry("swir1", BandRole.SWIR16),
          Map.entry("swir22", BandRole.SWIR22),
          Map.entry("swir2", BandRole.SWIR22),
          Map.entry("pan", BandRole.PAN),
          Map.entry("grey", BandRole.GREY),
          Map.entry("gray", BandRole.GREY),
          Map.entry("other", BandRole.OTHER));

  private BandKeywords() {}

  /** The role that a keyword names ({@code red}, {@code near-infrared}), in any case. */
  public static Optional<BandRole> find(String keyword) {
    String key = keyword.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    return Optional.ofNullable(ROLES.get(key));
  }
}
