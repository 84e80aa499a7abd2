package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.ByteRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RangePlanTest {
  @Test
  void neighboursAreJoinedInAnyOrder() {
    assertEquals(
        List.of(new RangePlan.Part(100, 308, 300), new RangePlan.Part(50_000, 10, 10)),
        RangePlan.join(
            List.of(
                new ByteRange(50_000, 10),
                new ByteRange(304, 104),
                new ByteRange(200, 96),
                new ByteRange(100, 100))));
  }

  @Test
  void whatOverlapsIsFetchedOnce() {
    assertEquals(
        List.of(new RangePlan.Part(0, 100, 100)),
        RangePlan.join(
            List.of(new ByteRange(0, 100), new ByteRange(10, 20), new ByteRange(0, 100))));
    assertEquals(
        List.of(new RangePlan.Part(0, 150, 150)),
        RangePlan.join(List.of(new ByteRange(0, 100), new ByteRange(50, 100))));
  }

  @Test
  void everyRangeLiesInOnePartAndLittleIsWasted() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<ByteRange> ranges = new ArrayList<>();
      long at = 0;
      for (int i = 0; i < 50; i++) {
        at += random.nextInt(5) == 0 ? 1_000_000 : random.nextInt(20_000);
        int length = 1 + random.nextInt(random.nextBoolean() ? 5_000 : 400_000);
        ranges.add(new ByteRange(at, length));
        at += length;
      }
      long requested = ranges.stream().mapToLong(ByteRange::length).sum();
      Collections.shuffle(ranges, random);
      List<RangePlan.Part> parts = RangePlan.join(ranges);
      for (ByteRange range : ranges) {
        assertEquals(
            1,
            parts.stream()
                .filter(p -> p.position() <= range.position() && range.end() <= p.end())
                .count());
      }
      long fetched = parts.stream().mapToLong(RangePlan.Part::length).sum();
      assertEquals(requested, parts.stream().mapToLong(RangePlan.Part::requestedBytes).sum());
      assertTrue(fetched <= requested * 17 / 16 + 50 * 512, fetched + " for " + requested);
      assertTrue(parts.stream().allMatch(p -> p.length() <= RangePlan.LONGEST));
    }
  }
}
