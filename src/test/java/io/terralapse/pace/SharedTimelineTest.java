package io.terralapse.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.pace.SharedTimeline.Pair;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedTimelineTest {
  private static List<AcquisitionDate> times(String... times) {
    return Stream.of(times)
        .map(time -> AcquisitionDate.at(Instant.parse(time + ":00Z"), DateSource.METADATA))
        .toList();
  }

  private static List<Pair> frames(List<AcquisitionDate> first, List<AcquisitionDate> second) {
    return SharedTimeline.of(first, second).frames();
  }

  @Test
  void everyFrameShowsTheLatestDateOfEach() {
    assertEquals(
        List.of(new Pair(1, 0), new Pair(1, 1), new Pair(2, 1)),
        frames(
            times("2020-01-01T10:00", "2020-02-01T10:00", "2020-05-01T10:00"),
            times("2020-02-10T10:00", "2020-03-01T10:00")));
  }

  @Test
  void datesOfOneDayShareAFrame() {
    assertEquals(
        List.of(new Pair(0, 0), new Pair(1, 1)),
        frames(
            times("2020-01-01T10:30", "2020-02-01T10:00"),
            times("2020-01-01T10:00", "2020-02-02T09:59")));
  }

  @Test
  void aDateIsNotShownBeforeItsTimeWhereOthersLieBetween() {
    // The second date of the hourly sequence comes before the daily one.
    assertEquals(
        List.of(new Pair(0, 0), new Pair(1, 0), new Pair(2, 1), new Pair(3, 1)),
        frames(
            times("2020-01-01T10:00", "2020-01-01T22:00", "2020-01-02T08:00", "2020-01-02T20:00"),
            times("2020-01-01T10:30", "2020-01-02T09:00")));
  }

  @Test
  void aDateThatComesLaterChangesNoEarlierFrame() {
    List<AcquisitionDate> first = times("2020-01-01T10:00", "2020-02-01T10:00");
    List<Pair> before = frames(first, times("2020-01-05T10:00"));
    List<Pair> after = frames(first, times("2020-01-05T10:00", "2020-03-01T10:00"));
    assertEquals(before, after.subList(0, before.size()));
    assertEquals(before.size() + 1, after.size());
  }

  @Test
  void sequencesThatDoNotOverlapHaveFramesOfTheirLastAndFirst() {
    assertEquals(
        List.of(new Pair(1, 0), new Pair(1, 1)),
        frames(
            times("2019-01-01T10:00", "2019-02-01T10:00"),
            times("2020-01-05T10:00", "2020-03-01T10:00")));
  }

  @Test
  void ofOneSequenceTheDatesThatBothHave() {
    SharedTimeline timeline = SharedTimeline.ofSame(List.of("a", "b", "c"), List.of("a", "c"));
    assertEquals(List.of(new Pair(0, 0), new Pair(2, 1)), timeline.frames());
    assertEquals(1, timeline.firstOf(false, 2));
    assertEquals(-1, timeline.firstOf(false, 1));
    assertEquals(1, timeline.lastOf(true, 1));
  }
}
