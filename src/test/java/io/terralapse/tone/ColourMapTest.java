package io.terralapse.tone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Frame;
import io.terralapse.model.Quantity;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourMapTest {
  private static ColourMap map(String name) {
    return ColourMap.find(name).orElseThrow();
  }

  /** First and last colour as Matplotlib and ColorBrewer publish them. */
  @ParameterizedTest
  @CsvSource({
    "viridis,440154,FDE725",
    "magma,000004,FCFDBF",
    "RdYlGn,A50026,006837",
    "rdylgn_r,006837,A50026",
    "BrBG,543005,003C30",
    "Blues,F7FBFF,08306B",
    "turbo,30123B,7A0403",
    "grey,000000,FFFFFF"
  })
  void hasThePublishedColours(String name, String first, String last) {
    assertEquals(Integer.parseInt(first, 16), map(name).rgb(0));
    assertEquals(Integer.parseInt(last, 16), map(name).rgb(255));
  }

  @Test
  void everyNamedMapIsSmooth() {
    for (String name : ColourMap.names()) {
      ColourMap map = map(name);
      assertEquals(name, map.name());
      Set<Integer> colours = new HashSet<>();
      for (int i = 0; i < 256; i++) {
        colours.add(map.rgb(i));
        for (int shift = 0; i > 0 && shift < 24; shift += 8) {
          int step = (map.rgb(i) >> shift & 0xFF) - (map.rgb(i - 1) >> shift & 0xFF);
          assertTrue(Math.abs(step) <= 12, name + " jumps at " + i + " by " + step);
        }
      }
      assertTrue(colours.size() > 100, name + " has only " + colours.size());
    }
    assertFalse(ColourMap.find("jet").isPresent());
  }

  @Test
  void oneBandGetsItsColours() {
    ColourMap map = map("viridis");
    Stretch stretch =
        new Stretch(new double[] {-1}, new double[] {1}, 1, 0x123456, Optional.of(map));
    Frame frame = new Frame(4, 1, new float[][] {{-3, 0, 0.5f, Float.NaN}}, new byte[4]);
    int[] expected = {map.rgb(0), map.rgb(128), map.rgb(191), 0x123456};
    assertEquals(Arrays.toString(expected), Arrays.toString(stretch.apply(frame).rgb()));
    assertEquals(map.rgb(191), stretch.colourOf(0.5));
  }

  @Test
  void coloursForThreeBandsAreRejected() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Stretch(new double[3], new double[] {1, 1, 1}, 1, 0, Optional.of(map("magma"))));
  }

  @Test
  void theUsersRangeAndColoursOverrideTheDefaults() {
    ToneSettings.Range usual = new ToneSettings.Range(-0.2, 0.9);
    ToneSettings asked =
        new ToneSettings(
            Optional.of(new ToneSettings.Range(0, 1)),
            1,
            0,
            TonePreset.NATURAL,
            1,
            Deflicker.GAIN,
            Optional.of(map("magma")));

    ToneSettings both = asked.orElse(Optional.of(usual), Optional.of(map("RdYlGn")));
    ToneSettings open =
        ToneSettings.DEFAULTS.orElse(Optional.of(usual), Optional.of(map("RdYlGn")));

    assertEquals(1, StretchEstimator.estimate(List.of(), both, Quantity.INDEX).high(0));
    assertEquals("magma", both.colourMap().orElseThrow().name());
    Stretch stretch = StretchEstimator.estimate(List.of(), open, Quantity.INDEX);
    assertEquals(-0.2, stretch.low(0));
    assertEquals(0.9, stretch.high(0));
    assertEquals("RdYlGn", stretch.colours().orElseThrow().name());
  }
}
