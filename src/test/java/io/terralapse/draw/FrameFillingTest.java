package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.draw.FramePlan.Placed;
import io.terralapse.furniture.Caption;
import io.terralapse.furniture.DateSpan;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.Scene;
import io.terralapse.model.Shift;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.warp.FrameFill;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameFillingTest {
  private static final boolean[] AREA = {true, true, true, true, false};

  private static Frame frame(float value, int... flags) {
    byte[] bytes = new byte[flags.length];
    float[] band = new float[flags.length];
    for (int i = 0; i < flags.length; i++) {
      bytes[i] = (byte) flags[i];
      band[i] = value;
    }
    return new Frame(flags.length, 1, new float[][] {band}, bytes);
  }

  private static Placed date(String day, String credit) {
    Scene scene = SceneStubs.credited(SceneStubs.scene(day, day), credit);
    Grid grid = SceneStubs.grid(0, 0, 64, 64);
    return new Placed(SceneStubs.read(grid, SceneStubs.covered(100), scene), Shift.OFF);
  }

  private static final Placed OWN = date("2023-08-10", "Copernicus");
  private static final Placed FIRST = date("2023-08-05", "USGS");
  private static final Placed SECOND = date("2023-08-15", "Copernicus");
  private static final Placed THIRD = date("2023-07-01", "USGS");

  private static FramePlan plan(Placed... sources) {
    Caption caption = new Caption(OWN.date().acquisition().acquired(), Optional.of("Copernicus"));
    return new FramePlan(0, OWN, caption, List.of(sources), FrameFill.Gaps.NOT_CLEAR);
  }

  @Test
  void triesSourcesInOrderAndStopsWhenTheFrameIsComplete() throws IOException {
    Frame frame = frame(1, 0, Flags.CLOUD, Flags.NODATA, Flags.SHADOW, Flags.NODATA);
    List<Placed> tried = new ArrayList<>();
    FramePlan plan = plan(FIRST, SECOND, THIRD);
    Filled filled =
        new FrameFilling(AREA)
            .fill(
                frame,
                plan,
                placed -> {
                  tried.add(placed);
                  return placed.equals(FIRST)
                      ? frame(5, 0, 0, Flags.CLOUD, Flags.CLOUD, 0)
                      : frame(7, 0, 0, 0, 0, 0);
                });
    assertEquals(List.of(FIRST, SECOND), tried);
    assertArrayEquals(new float[] {1, 5, 7, 7, 1}, frame.band(0));
    assertEquals(75, filled.percent());
    assertEquals(List.of(FIRST.date(), SECOND.date()), filled.from());
    Caption caption = FramePlanner.caption(plan, filled.from());
    assertEquals(
        new DateSpan(FIRST.date().acquisition().acquired(), SECOND.date().acquisition().acquired()),
        caption.dates());
    assertEquals(Optional.of("Copernicus · USGS"), caption.credit());
  }

  @Test
  void aDateThatFillsNothingIsNotListed() throws IOException {
    Frame frame = frame(1, 0, Flags.CLOUD, 0, 0, 0);
    FramePlan plan = plan(FIRST, SECOND);
    Filled filled =
        new FrameFilling(AREA)
            .fill(
                frame,
                plan,
                placed -> placed.equals(FIRST) ? new Frame(5, 1, 1) : frame(7, 0, 0, 0, 0, 0));
    assertEquals(List.of(SECOND.date()), filled.from());
    assertEquals(25, filled.percent());
  }

  @Test
  void aCompleteFrameReadsNoSourceAndKeepsItsCaption() throws IOException {
    FramePlan plan = plan(FIRST);
    Filled filled =
        new FrameFilling(AREA)
            .fill(
                frame(1, 0, Flags.SNOW, Flags.WATER, 0, Flags.NODATA),
                plan,
                placed -> {
                  throw new AssertionError("a source was read");
                });
    assertSame(Filled.NOTHING, filled);
    assertEquals(plan.caption(), FramePlanner.caption(plan, filled.from()));
  }

  @Test
  void withoutSourcesNothingIsFilled() throws IOException {
    Frame frame = frame(1, Flags.CLOUD, 0, 0, 0, 0);
    assertSame(
        Filled.NOTHING,
        new FrameFilling(new boolean[0]).fill(frame, plan(), placed -> frame(7, 0, 0, 0, 0, 0)));
  }
}
