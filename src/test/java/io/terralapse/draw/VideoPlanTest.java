package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.encode.SegmentEncoder;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.pace.CodedSequence;
import io.terralapse.pace.PaceSettings;
import io.terralapse.pace.PictureTimes;
import io.terralapse.pace.SequencePicture;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VideoPlanTest {
  private static List<List<SequencePicture>> divide(int count, PaceSettings.Extras extras) {
    List<AcquisitionDate> dates =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    AcquisitionDate.on(
                        LocalDate.of(2024, 1, 1).plusDays(5L * i), DateSource.FILENAME))
            .toList();
    List<SequencePicture> pictures =
        PictureTimes.sequence(
                dates,
                new PaceSettings(2.5, OptionalDouble.empty(), false, 3, OptionalInt.of(30), extras))
            .pictures();
    return VideoPlan.of(pictures, SegmentPlan.full(count)).segments();
  }

  private static List<Integer> sizes(List<List<SequencePicture>> segments) {
    return segments.stream().map(List::size).toList();
  }

  @Test
  void cutStillsAreEightASegmentWhateverIsAroundThem() {
    assertEquals(List.of(8, 2), sizes(divide(10, PaceSettings.Extras.NONE)));
    assertEquals(List.of(1, 8, 2, 64, 56), sizes(divide(10, new PaceSettings.Extras(2, 0, 4, 0))));
  }

  @Test
  void aTransitionAndItsStillAreOneSegment() {
    assertEquals(List.of(1, 13, 13), sizes(divide(3, new PaceSettings.Extras(0, 0.4, 0, 0))));
    assertEquals(List.of(1, 13, 13, 13), sizes(divide(3, new PaceSettings.Extras(1, 0.4, 0, 0))));
  }

  @Test
  void aDateThatArrivesLeavesEarlierSegmentsAsTheyAre() {
    PaceSettings.Extras extras = new PaceSettings.Extras(1, 0.4, 2, 0);
    List<List<SequencePicture>> before = divide(4, extras);
    List<List<SequencePicture>> after = divide(5, extras);
    assertEquals(before.subList(0, 5), after.subList(0, 5));
  }

  @Test
  void theLongestCrossfadeFits() {
    List<Integer> sizes = sizes(divide(2, new PaceSettings.Extras(0, 2, 0, 0)));
    assertEquals(List.of(1, 61), sizes);
    assertTrue(sizes.get(1) <= SegmentEncoder.MOST_PICTURES);
  }

  @Test
  void aLeadIsASegmentOfItsOwnAndChangesNoOther() {
    List<SequencePicture> stills = CodedSequence.stills(4);
    SegmentPlan dates = new SegmentPlan(List.of(1, 1, 2));
    VideoPlan without = VideoPlan.of(stills, dates);
    List<SequencePicture> all = new ArrayList<>(stills);
    all.add(0, SequencePicture.lead(3));
    VideoPlan with = VideoPlan.of(all, dates);
    assertEquals(List.of(1, 1, 1, 2), with.sizes());
    assertEquals(without.segments(), with.segments().subList(1, 4));
    for (int i = 0; i < 3; i++) {
      assertEquals(without.idrPictureId(i), with.idrPictureId(i + 1));
    }
    assertEquals(3, with.idrPictureId(0));
  }
}
