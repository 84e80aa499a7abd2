package io.terralapse.bands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.Scene;
import io.terralapse.testkit.SceneBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What frames say of their colours. */
class BandCaptionTest {
  private static Optional<String> caption(String bands, String... ids) {
    List<Acquisition> acquisitions =
        Stream.of(ids)
            .map(
                id -> {
                  Scene scene =
                      new SceneBuilder(id)
                          .bands(List.of(BandScenes.band(BandRole.GREY, "1", 10)))
                          .build();
                  AcquisitionDate date =
                      AcquisitionDate.on(LocalDate.of(2020, 1, 1), DateSource.FILENAME);
                  return new Acquisition(id, date, List.of(scene));
                })
            .toList();
    return BandRecipe.of(List.of(bands), false).caption(acquisitions);
  }

  @ParameterizedTest
  @CsvSource({
    "swir, 'SWIR, near infrared, red'",
    "false-color, 'Near infrared, red, green'",
    "ndvi, NDVI",
  })
  void coloursThatAreNotNaturalAreNamed(String bands, String caption) {
    assertEquals(Optional.of(caption), caption(bands, "a"));
  }

  @Test
  void naturalColoursAndUnknownBandsAreNot() {
    assertEquals(Optional.empty(), caption("true-color", "site_ndvi_1"));
    assertEquals(Optional.empty(), caption("grey", "site_1", "site_2"));
    assertEquals(Optional.empty(), caption("grey", "site_ndvi_1", "site_evi_2"));
    assertEquals(Optional.empty(), caption("grey", "site_ndvi_1", "site_2"));
  }

  @Test
  void aSingleBandIsTheIndexThatAllScenesAreNamedAfter() {
    assertEquals(Optional.of("NDVI"), caption("grey", "site_ndvi_1", "site_NDVI_2"));
  }
}
