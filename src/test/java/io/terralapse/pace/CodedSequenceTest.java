package io.terralapse.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.UserError;
import io.terralapse.pace.PaceSettings.Extras;
import io.terralapse.pace.SequencePicture.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodedSequenceTest {
  private static final OptionalDouble USUAL = OptionalDouble.empty();

  private static List<AcquisitionDate> dates(int count) {
    List<AcquisitionDate> dates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      dates.add(AcquisitionDate.on(LocalDate.of(2024, 1, 1).plusDays(5L * i), DateSource.FILENAME));
    }
    return dates;
  }

  private static CodedSequence sequence(
      int count, OptionalDouble duration, OptionalInt fps, Extras extras) {
    return PictureTimes.sequence(
        dates(count), new PaceSettings(0.8, duration, false, 2, fps, extras));
  }

  private static long count(CodedSequence sequence, Kind kind) {
    return sequence.pictures().stream().filter(one -> one.kind() == kind).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 30})
  void aCrossfadeTakesTheFirstPartOfItsDatesTimeWithOnePictureAFrame(int fps) {
    CodedSequence sequence = sequence(3, USUAL, OptionalInt.of(fps), new Extras(0, 0.4, 0, 0));
    int steps = Math.round(0.4f * fps);
    assertEquals(2L * steps, count(sequence, Kind.CROSSFADE));
    assertEquals(3, count(sequence, Kind.STILL));
    for (int i = 0; i < sequence.pictures().size(); i++) {
      if (sequence.pictures().get(i).kind() == Kind.CROSSFADE) {
        assertEquals(1, sequence.timing().repeats(i));
      }
    }
    assertEquals(0, sequence.startSeconds(0));
    assertEquals(1.2, sequence.startSeconds(1), 1e-9);
    assertEquals(2, sequence.startSeconds(2), 1e-9);
    assertEquals(sequence.startSeconds(1), sequence.endSeconds(0));
    assertEquals(3.6, sequence.timing().totalSeconds(), 1e-9, "as with cuts");
    assertEquals(3.6, sequence.endSeconds(2), 1e-9);
  }

  @Test
  void theSharesOfACrossfadeAreEven() {
    CodedSequence sequence = sequence(2, USUAL, OptionalInt.of(25), new Extras(0, 0.12, 0, 0));
    List<SequencePicture> steps = sequence.pictures().subList(1, 4);
    assertEquals(List.of(0.25, 0.5, 0.75), steps.stream().map(SequencePicture::share).toList());
  }

  @Test
  void withoutAConstantRateStepsLastAFortyThousandthOfASecondEach() {
    CodedSequence sequence = sequence(2, USUAL, OptionalInt.empty(), new Extras(0, 0.1, 0, 0));
    assertEquals(1L + 3 + 1, sequence.pictures().size());
    assertEquals(0.8, sequence.timing().startSeconds(1));
    assertEquals(0.84, sequence.timing().startSeconds(2), 1e-9);
    assertEquals(0.92, sequence.startSeconds(1), 1e-9);
    assertEquals(2.8, sequence.timing().totalSeconds(), 1e-9);
  }

  /** 0.75 s are no whole frames: every change is rounded, and every step is still one frame. */
  @Test
  void stepsAreOneFrameWhateverTheyAreBetween() {
    CodedSequence sequence =
        PictureTimes.sequence(
            dates(9),
            new PaceSettings(
                0.75, USUAL, false, 2, OptionalInt.of(30), new Extras(1.01, 0.4, 2.02, 0)));
    for (int i = 0; i < sequence.pictures().size(); i++) {
      SequencePicture picture = sequence.pictures().get(i);
      boolean held = picture.step() == picture.steps() || picture.step() == 0;
      if (!held) {
        assertEquals(1, sequence.timing().repeats(i), picture.toString());
      }
    }
    assertEquals(1.01 + 9 * 0.75 + 2 + 2, sequence.timing().totalSeconds(), 0.05);
  }

  @Test
  void theTitleCardComesFirstAndFadesIntoTheFirstDate() {
    CodedSequence cut = sequence(2, USUAL, OptionalInt.of(30), new Extras(3, 0, 0, 0));
    assertEquals(Kind.TITLE_CARD, cut.pictures().get(0).kind());
    assertEquals(3, cut.pictures().size());
    assertEquals(3, cut.startSeconds(0));
    assertEquals(3 + 0.8 + 2, cut.timing().totalSeconds(), 1e-9);

    CodedSequence faded = sequence(2, USUAL, OptionalInt.of(30), new Extras(3, 0.4, 0, 0));
    assertEquals(24, count(faded, Kind.CROSSFADE));
    assertEquals(3.4, faded.startSeconds(0), 1e-9);
    assertEquals(cut.timing().totalSeconds(), faded.timing().totalSeconds(), 1e-9);
  }

  @Test
  void anEndingFollowsTheLastDateAndItsLastPictureIsHeld() {
    CodedSequence sequence = sequence(3, USUAL, OptionalInt.of(25), new Extras(0, 0, 4, 0));
    assertEquals(100, count(sequence, Kind.WIPE));
    SequencePicture last = sequence.pictures().get(sequence.pictures().size() - 1);
    assertEquals(1, last.share());
    // The 100th is the one that is held.
    assertEquals(3 * 0.8 + 99 / 25.0 + 2, sequence.timing().totalSeconds(), 1e-9);
    assertEquals(sequence.timing().totalSeconds(), sequence.endSeconds(2));
  }

  private static CodedSequence leading(OptionalDouble duration, double least, Extras extras) {
    return PictureTimes.sequence(
        dates(4),
        new PaceSettings(
            0.8, duration, false, 2, PaceSettings.Lead.LAST, 0.5, OptionalInt.of(30), extras),
        true,
        OptionalDouble.of(least));
  }

  @Test
  void aLeadShowsTheLastDateBeforeEverything() {
    CodedSequence sequence = leading(USUAL, 0, Extras.NONE);
    assertTrue(sequence.hasLead());
    assertEquals(SequencePicture.lead(3), sequence.pictures().get(0));
    assertEquals(CodedSequence.stills(4), sequence.afterLead());
    assertEquals(4, sequence.dates());
    assertEquals(0.5, sequence.startSeconds(0), 1e-9);
    assertEquals(0.5 + 3 * 0.8 + 2, sequence.endSeconds(3), 1e-9);
    assertEquals(1, sequence.factor());
    assertEquals(9, leading(OptionalDouble.of(9), 0, Extras.NONE).timing().totalSeconds(), 1e-9);
  }

  @Test
  void aVideoThatIsTooShortIsStretchedButNotItsTransitions() {
    CodedSequence cut = leading(USUAL, 8, Extras.NONE);
    assertEquals(8, cut.timing().totalSeconds(), 0.05);
    assertTrue(cut.timing().totalSeconds() >= 8);
    assertEquals(8 / 4.9, cut.factor(), 0.01);
    CodedSequence faded = leading(USUAL, 8, new Extras(0, 0.4, 0, 0));
    assertEquals(8, faded.timing().totalSeconds(), 0.05);
    assertTrue(faded.timing().totalSeconds() >= 8);
    assertEquals(SequencePicture.still(0), faded.pictures().get(1), "a cut from the lead");
    for (int i = 0; i < faded.pictures().size(); i++) {
      if (faded.pictures().get(i).kind() == Kind.CROSSFADE) {
        assertEquals(1, faded.timing().repeats(i));
      }
    }
  }

  @Test
  void theTotalDurationIncludesEverything() {
    for (Extras extras :
        List.of(
            new Extras(2, 0.4, 3, 0),
            new Extras(0, 0.2, 0, 5),
            new Extras(1, 0, 0, 0),
            Extras.NONE)) {
      CodedSequence sequence = sequence(6, OptionalDouble.of(20), OptionalInt.of(30), extras);
      assertEquals(20, sequence.timing().totalSeconds(), 0.05, extras.toString());
    }
  }

  @Test
  void aDateThatArrivesLeavesThePicturesBeforeItsTransitionAsTheyAre() {
    Extras extras = new Extras(2, 0.4, 3, 0);
    List<SequencePicture> before = sequence(4, USUAL, OptionalInt.of(30), extras).pictures();
    List<SequencePicture> after = sequence(5, USUAL, OptionalInt.of(30), extras).pictures();
    int same = before.indexOf(SequencePicture.still(3)) + 1;
    assertEquals(before.subList(0, same), after.subList(0, same));
  }

  @Test
  void aCrossfadeLongerThanItsDateIsRefused() {
    UserError error =
        assertThrows(
            UserError.class,
            () -> sequence(3, USUAL, OptionalInt.of(30), new Extras(0, 0.8, 0, 0)));
    assertTrue(
        String.valueOf(error.getMessage()).startsWith("pace.transition: a crossfade of 0.8"));
    assertThrows(
        UserError.class,
        () -> sequence(3, OptionalDouble.of(4), OptionalInt.of(30), new Extras(2, 0, 4, 0)));
    assertThrows(
        UserError.class, () -> sequence(1, USUAL, OptionalInt.of(30), new Extras(0, 0, 4, 0)));
  }
}
