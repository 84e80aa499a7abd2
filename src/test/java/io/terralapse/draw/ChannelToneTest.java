package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.bands.BandRecipe;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.furniture.FurnitureSettings.LegendUse;
import io.terralapse.furniture.Legend;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import io.terralapse.select.FillOrder;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.tone.ColourMap;
import io.terralapse.tone.Deflicker;
import io.terralapse.tone.Stretch;
import io.terralapse.tone.TonePreset;
import io.terralapse.tone.ToneSettings;
import io.terralapse.tone.ToneSettings.Range;
import io.terralapse.warp.Kernel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelToneTest {
  private static final BandRecipe NDVI = BandRecipe.of(List.of("ndvi"), false);
  private static final BandRecipe GREY = BandRecipe.of(List.of("nir"), false);
  private static final BandRecipe COLOUR = SceneStubs.TRUE_COLOR;
  private static final ToneSettings DEFAULTS = ToneSettings.DEFAULTS;
  private static final Optional<ColourMap> VIRIDIS = ColourMap.find("viridis");

  private static ToneSettings with(Optional<Range> range, Optional<ColourMap> map) {
    return new ToneSettings(range, 1.4, 0x102030, TonePreset.NATURAL, 1, Deflicker.GAIN, map);
  }

  private static FurnitureSettings furniture(LegendUse legend) {
    FurnitureSettings d = FurnitureSettings.DEFAULTS;
    return new FurnitureSettings(
        d.title(),
        d.subtitle(),
        d.datePattern(),
        d.locale(),
        d.zone(),
        true,
        true,
        true,
        d.credit(),
        true,
        legend,
        true,
        d.marks(),
        d.style());
  }

  @Test
  void anIndexIsShownInItsUsualRangeAndColours() {
    ToneSettings tone = ChannelTone.of(with(Optional.empty(), Optional.empty()), NDVI);
    assertEquals(Optional.of(new Range(-0.2, 0.9)), tone.range());
    assertEquals(Optional.of("RdYlGn"), tone.colourMap().map(ColourMap::name));
    assertEquals(1.4, tone.gamma());
    assertEquals(0x102030, tone.background());
  }

  @Test
  void theUsersSettingsComeFirst() {
    ToneSettings requested = with(Optional.of(new Range(0, 1)), VIRIDIS);
    assertEquals(requested, ChannelTone.of(requested, NDVI));
    ToneSettings mapOnly = ChannelTone.of(with(Optional.empty(), VIRIDIS), NDVI);
    assertEquals(Optional.of(new Range(-0.2, 0.9)), mapOnly.range());
    assertEquals(VIRIDIS, mapOnly.colourMap());
  }

  @Test
  void aSingleBandIsGreyUnlessColoursAreRequested() {
    assertEquals(DEFAULTS, ChannelTone.of(DEFAULTS, GREY));
    assertEquals(VIRIDIS, ChannelTone.of(with(Optional.empty(), VIRIDIS), GREY).colourMap());
  }

  @Test
  void threeChannelsTakeNoColourMap() {
    assertSame(DEFAULTS, ChannelTone.of(DEFAULTS, COLOUR));
    UserError error =
        assertThrows(
            UserError.class, () -> ChannelTone.of(with(Optional.empty(), VIRIDIS), COLOUR));
    assertEquals(ExitCode.USAGE, error.exitCode());
    assertTrue(
        String.valueOf(error.getMessage())
            .startsWith(
                "look.colormap: viridis is for one channel, and look.bands shows three (True"
                    + " colour);"),
        error.getMessage());
  }

  @Test
  void aLegendIsForOneChannelInColoursUnlessStatedOtherwise() {
    assertTrue(ChannelTone.hasLegend(furniture(LegendUse.AUTO), DEFAULTS, NDVI));
    assertFalse(ChannelTone.hasLegend(furniture(LegendUse.AUTO), DEFAULTS, GREY));
    assertTrue(ChannelTone.hasLegend(furniture(LegendUse.ALWAYS), DEFAULTS, GREY));
    assertFalse(ChannelTone.hasLegend(furniture(LegendUse.NEVER), DEFAULTS, NDVI));
    assertFalse(ChannelTone.hasLegend(furniture(LegendUse.ALWAYS), DEFAULTS, COLOUR));
  }

  @Test
  void theLegendShowsTheStretchThatWasEstimated() {
    Stretch stretch =
        new Stretch(new double[] {-1}, new double[] {3}, 1, 0, ColourMap.find("RdYlGn"));
    FrameSettings settings =
        new FrameSettings(
            Kernel.CUBIC,
            FillOrder.NONE,
            DEFAULTS,
            furniture(LegendUse.AUTO),
            List.of(),
            List.of(),
            true);
    Legend legend = ChannelTone.findLegend(settings, NDVI, stretch).orElseThrow();
    assertEquals("NDVI", legend.label());
    assertEquals(-1, legend.low());
    assertEquals(3, legend.high());
    assertEquals(stretch.colourOf(0.5), legend.colour().applyAsInt(0.5));
    assertEquals(Optional.empty(), ChannelTone.findLegend(settings, GREY, stretch));
  }
}
