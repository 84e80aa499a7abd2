package io.terralapse.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.encode.Timing;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.UserError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTimesTest {
  private static final OptionalInt VARIABLE = OptionalInt.empty();

  /** Dates with the given days between them. */
  private static List<AcquisitionDate> dates(int... gaps) {
    LocalDate day = LocalDate.of(2024, 1, 1);
    List<AcquisitionDate> dates = new ArrayList<>();
    dates.add(AcquisitionDate.on(day, DateSource.FILENAME));
    for (int gap : gaps) {
      day = day.plusDays(gap);
      dates.add(AcquisitionDate.on(day, DateSource.FILENAME));
    }
    return dates;
  }

  private static List<Double> starts(Timing timing) {
    List<Double> starts = new ArrayList<>();
    for (int i = 0; i <= timing.pictures(); i++) {
      starts.add(timing.startSeconds(i));
    }
    return starts;
  }

  private static PaceSettings pace(double seconds, OptionalDouble duration, boolean byDate) {
    return new PaceSettings(seconds, duration, byDate, 2, VARIABLE);
  }

  @Test
  void allPicturesButTheLastLastTheSame() {
    Timing timing = PictureTimes.of(dates(5, 50, 1), pace(0.8, OptionalDouble.empty(), false));
    assertEquals(List.of(0.0, 0.8, 1.6, 2.4, 4.4), starts(timing));
  }

  @Test
  void byDateEachLastsInProportionToTheGapWithinLimits() {
    Timing timing =
        PictureTimes.of(dates(10, 10, 20, 1, 1000, 5), pace(0.6, OptionalDouble.empty(), true));
    // The median of the gaps is 10 days.
    assertEquals(List.of(0.0, 0.6, 1.2, 2.4, 2.6, 4.4, 4.7, 6.7), starts(timing));
  }

  @Test
  void twoDatesHaveNoProportion() {
    Timing timing = PictureTimes.of(dates(900), pace(0.6, OptionalDouble.empty(), true));
    assertEquals(List.of(0.0, 0.6, 2.6), starts(timing));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTotalDurationIsMetExactly(boolean byDate) {
    Timing timing =
        PictureTimes.of(dates(10, 10, 20, 1, 7, 3, 3), pace(9, OptionalDouble.of(15.1), byDate));
    assertEquals(15.1, timing.totalSeconds());
    assertEquals(2, timing.totalSeconds() - timing.startSeconds(7), 1e-6);
    double first = timing.startSeconds(1);
    double third = timing.startSeconds(3) - timing.startSeconds(2);
    assertEquals(byDate ? 2 : 1, third / first, 1e-5);
  }

  @Test
  void aSinglePictureLastsTheWholeDuration() {
    Timing timing = PictureTimes.of(dates(), pace(1, OptionalDouble.of(7), true));
    assertEquals(List.of(0.0, 7.0), starts(timing));
  }

  @Test
  void aDateThatArrivesLeavesEarlierStartsAsTheyAreUnlessATotalIsGiven() {
    Timing two = PictureTimes.of(dates(5, 5), pace(0.8, OptionalDouble.empty(), false));
    Timing three = PictureTimes.of(dates(5, 5, 5), pace(0.8, OptionalDouble.empty(), false));
    assertEquals(starts(two).subList(0, 3), starts(three).subList(0, 3));
  }

  @Test
  void aConstantRateRoundsToFrames() {
    PaceSettings settings =
        new PaceSettings(0.8, OptionalDouble.empty(), false, 2, OptionalInt.of(30));
    Timing timing = PictureTimes.of(dates(5, 5), settings);
    assertEquals(24 + 24 + 60, timing.frames());
    assertEquals(3.6, timing.totalSeconds());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, pace.seconds_per_frame",
    "NaN, 2, pace.seconds_per_frame",
    "0.8, 3000, pace.hold_last",
    "0.8, -1, pace.hold_last"
  })
  void whatIsNoDurationIsNamed(double seconds, double hold, String setting) {
    PaceSettings settings =
        new PaceSettings(seconds, OptionalDouble.empty(), false, hold, VARIABLE);
    UserError error = assertThrows(UserError.class, () -> PictureTimes.of(dates(5), settings));
    assertTrue(String.valueOf(error.getMessage()).startsWith(setting + ":"));
  }

  @Test
  void aTotalThatTheLastPictureTakesIsRefused() {
    UserError error =
        assertThrows(
            UserError.class,
            () -> PictureTimes.of(dates(5, 5), pace(0.8, OptionalDouble.of(2), false)));
    assertTrue(
        String.valueOf(error.getMessage()).contains("leave no time"),
        String.valueOf(error.getMessage()));
  }
}
