package io.terralapse.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.catalog.build.SourceOverride;
import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.ColourInterpretation;
import io.terralapse.model.PictureBands;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.testkit.HeaderBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bands by what the file says of their colours. */
class SceneColoursTest extends FinderFixture {
  private static final List<ColourInterpretation> RGBA =
      List.of(
          ColourInterpretation.RED,
          ColourInterpretation.GREEN,
          ColourInterpretation.BLUE,
          ColourInterpretation.ALPHA);

  private static RasterInfo coloured(SampleType type, ColourInterpretation... colours) {
    return HeaderBuilder.from(HeaderFixtures.raster(type, 1))
        .bands(Stream.of(colours).map(BandInfo::of).toArray(BandInfo[]::new))
        .build();
  }

  private static RasterInfo palette() {
    return coloured(SampleType.UINT8, ColourInterpretation.PALETTE)
        .withPicture(PictureBands.of(RGBA));
  }

  private static List<Integer> indices(Scene scene) {
    return scene.bands().stream().map(SceneBand::index).toList();
  }

  private static SourceOverride bands(String... roles) {
    return new SourceOverride(
        "*.tif",
        List.of(roles),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void redGreenAndBlueAreWhereTheFileSays() throws IOException {
    rasters.add(
        "scenes/site_20200101.tif",
        coloured(
            SampleType.UINT16,
            ColourInterpretation.BLUE,
            ColourInterpretation.GREEN,
            ColourInterpretation.RED,
            ColourInterpretation.NIR));
    Scene scene = single();
    assertEquals(List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR), roles(scene));
  }

  @Test
  void alphaMayBeTheFirstBand() throws IOException {
    RasterInfo info =
        coloured(
            SampleType.UINT8,
            ColourInterpretation.ALPHA,
            ColourInterpretation.RED,
            ColourInterpretation.GREEN,
            ColourInterpretation.BLUE);
    rasters.add("scenes/site_20200101.tif", HeaderBuilder.from(info).alpha(0).build());
    Scene scene = single();
    assertEquals(List.of(1, 2, 3), indices(scene));
    assertEquals(0, scene.alpha().orElseThrow().index());
  }

  @Test
  void aTableIsShownInItsColours() throws IOException {
    rasters.add("scenes/site_20200101.tif", palette());
    Scene scene = single();
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE), roles(scene));
    assertEquals(List.of(1, 2, 3), indices(scene));
    assertEquals(4, scene.alpha().orElseThrow().index());
    assertEquals(Quantity.DISPLAY, scene.quantity());
  }

  @Test
  void theIndicesAreTheValuesIfTheUserListsOneBand() throws IOException {
    rasters.add("scenes/site_20200101.tif", palette());
    sources = List.of(bands("grey"));
    Scene scene = single();
    assertEquals(List.of(BandRole.GREY), roles(scene));
    assertEquals(List.of(0), indices(scene));
    assertEquals(Quantity.DN, scene.quantity());
  }

  @Test
  void invertedGreyIsOneBandWithItsOwnNodata() throws IOException {
    PictureBands inverted =
        new PictureBands(
            List.of(BandInfo.of(ColourInterpretation.GRAY)),
            SampleType.UINT8,
            OptionalDouble.of(255));
    rasters.add(
        "scenes/site_20200101.tif",
        HeaderBuilder.from(HeaderFixtures.uint8(1)).nodata(0).build().withPicture(inverted));
    SceneBand band = single().bands().get(0);
    assertEquals(BandRole.GREY, band.role());
    assertEquals(1, band.index());
    assertEquals(OptionalDouble.of(255), band.nodata());
  }

  @Test
  void alphaBesideInvertedGreyStaysAlpha() throws IOException {
    PictureBands inverted = PictureBands.of(List.of(ColourInterpretation.GRAY));
    RasterInfo info =
        coloured(SampleType.UINT8, ColourInterpretation.UNDEFINED, ColourInterpretation.ALPHA);
    rasters.add(
        "scenes/site_20200101.tif",
        HeaderBuilder.from(info).alpha(1).build().withPicture(inverted));
    Scene scene = single();
    assertEquals(List.of(2), indices(scene));
    assertEquals(1, scene.alpha().orElseThrow().index());
  }

  @Test
  void theFillValueOfAProductIsNotAColour() throws IOException {
    rasters.add("scenes/LC08_L1TP_193027_20200101_20200114_02_T1_refl.tif", palette());
    for (SceneBand band : single().bands()) {
      assertEquals(OptionalDouble.empty(), band.nodata());
    }
  }
}
