package io.terralapse.catalog.name;

import java.util.List;
import java.util.stream.Stream;

/** The registry of naming conventions. */
final class NameConventions {
  /**
   * All conventions, the most specific first, since the first that matches is used: the tile in the
   * name of a Sentinel-2 product must not be taken for a band file's.
   */
  static final List<NameConvention> ALL =
      Stream.<Stream<? extends NameConvention>>of(
              Stream.of(Sentinel2OldName.values()),
              Stream.of(EarthEngineName.SENTINEL2),
              Stream.of(Sentinel2Name.values()),
              Stream.of(LandsatName.values()),
              Stream.of(
                  new HlsName(),
                  new Sentinel1Name(),
                  CorrectedRadarName.HYP3,
                  CorrectedRadarName.OPERA,
                  new Sentinel1FileName(),
                  new GoesName(),
                  new NaipName(),
                  new ModisName()),
              Stream.of(PlanetName.values()),
              Stream.of(EarthEngineName.LANDSAT, EarthEngineName.MODIS),
              Stream.of(new MaxarName()),
              RadarNames.ALL.stream(),
              OpticalNames.ALL.stream(),
              Stream.of(BrowserName.values()),
              Stream.of(SpanName.values()),
              Stream.of(CaptureName.values()))
          .<NameConvention>flatMap(family -> family)
          .toList();

  private NameConventions() {}
}
