package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.encode.SegmentEncoder;
import io.terralapse.lock.Lock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentPlanTest {
  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> String.format("d%03d", i)).toList();
  }

  private static Lock.PublishedFrames published(List<String> ids, List<String> starts) {
    return new Lock.PublishedFrames(
        "select",
        ids.stream()
            .map(id -> new Lock.Frame(id, "content", id, Optional.empty(), List.of()))
            .toList(),
        starts,
        List.of());
  }

  private static Lock.PublishedFrames published(List<String> ids) {
    return published(ids, SegmentPlan.full(ids.size()).starts(ids));
  }

  private static List<String> with(List<String> ids, int index, String... more) {
    List<String> all = new ArrayList<>(ids);
    all.addAll(index, List.of(more));
    return all;
  }

  private static List<Integer> sizes(List<String> ids, Lock.PublishedFrames published) {
    return SegmentPlan.of(ids, published).sizes();
  }

  @Test
  void withoutPublishedFramesAllSegmentsButTheLastAreFull() {
    assertEquals(List.of(8, 8, 4), sizes(ids(0, 20), published(List.of())));
    assertEquals(List.of(8), sizes(ids(0, 8), published(List.of())));
    assertEquals(List.of(8, 8, 4), SegmentPlan.full(20).sizes());
  }

  @Test
  void datesAtTheEndFillTheLastSegment() {
    assertEquals(List.of(8, 5), sizes(ids(0, 13), published(ids(0, 10))));
    assertEquals(List.of(8, 8, 8, 2), sizes(ids(0, 26), published(ids(0, 10))));
    assertEquals(List.of(8, 8, 1), sizes(ids(0, 17), published(ids(0, 16))));
  }

  @Test
  void aLateDateChangesOnlyTheSegmentThatItFallsInto() {
    List<String> before = ids(0, 26);
    assertEquals(List.of(8, 4, 5, 8, 2), sizes(with(before, 12, "x"), published(before)));
    List<String> space = with(ids(0, 20), 12, "x");
    List<String> starts = List.of("d000", "d008", "d014");
    assertEquals(List.of(8, 7, 6), sizes(space, published(ids(0, 20), starts)));
  }

  @Test
  void lateDatesBetweenFullSegmentsLeaveBothAsTheyAre() {
    List<String> before = ids(0, 20);
    assertEquals(List.of(8, 1, 8, 4), sizes(with(before, 8, "x"), published(before)));
    assertEquals(List.of(1, 8, 8, 4), sizes(with(before, 0, "x"), published(before)));
  }

  @Test
  void manyLateDatesAreSplitEvenly() {
    List<String> before = ids(0, 20);
    String[] more = ids(100, 115).toArray(String[]::new);
    assertEquals(List.of(8, 7, 8, 8, 4), sizes(with(before, 8, more), published(before)));
    assertEquals(List.of(7, 8, 8, 8, 4), sizes(with(before, 4, more), published(before)));
  }

  @Test
  void aDateThatIsGoneChangesOnlyItsSegment() {
    List<String> left = new ArrayList<>(ids(0, 20));
    left.remove(3);
    assertEquals(List.of(7, 8, 4), sizes(left, published(ids(0, 20))));
    left.subList(0, 7).clear();
    assertEquals(List.of(8, 4), sizes(left, published(ids(0, 20))));
  }

  @Test
  void locksOfEarlierVersionsHadFullSegments() {
    List<String> before = ids(0, 20);
    assertEquals(List.of(8, 4, 5, 4), sizes(with(before, 12, "x"), published(before, List.of())));
  }

  @Test
  void theNextRunHasTheSameSegmentsWhateverArrived() {
    Random random = new Random(5);
    List<String> ids = new ArrayList<>(ids(0, 30));
    Lock.PublishedFrames lock = published(ids);
    for (int round = 0; round < 200; round++) {
      for (int n = random.nextInt(12); n > 0; n--) {
        ids.add(random.nextInt(ids.size() + 1), "r" + round + "-" + n);
      }
      Collections.shuffle(ids.subList(0, random.nextInt(3)), random);
      ids.subList(0, Math.min(ids.size() - 2, random.nextInt(4))).clear();
      SegmentPlan plan = SegmentPlan.of(ids, lock);
      assertTrue(
          plan.sizes().stream().allMatch(n -> n > 0 && n <= SegmentEncoder.MAX_PICTURES),
          plan.toString());
      assertEquals(ids, plan.segments(ids).stream().flatMap(List::stream).toList());
      lock = published(ids, plan.starts(ids));
      assertEquals(plan, SegmentPlan.of(ids, lock));
      for (int i = 1; i < plan.sizes().size(); i++) {
        assertTrue(
            plan.sizes().get(i - 1) > 1 || plan.idrPictureId(i - 1) != plan.idrPictureId(i),
            plan.toString());
      }
    }
  }

  @Test
  void aSegmentOfOnePictureHasItsOwnIdAndTheOthersKeepTheirs() {
    SegmentPlan plan = new SegmentPlan(List.of(8, 1, 1, 1, 8, 1));
    List<Integer> found =
        IntStream.range(0, plan.sizes().size()).mapToObj(plan::idrPictureId).toList();
    assertEquals(List.of(0, 1, 2, 1, 0, 0), found);
  }

  @Test
  void framesOfAnotherSequenceAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> SegmentPlan.full(9).segments(ids(0, 8)));
  }
}
