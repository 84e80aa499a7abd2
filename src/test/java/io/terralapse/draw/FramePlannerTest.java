package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.furniture.Caption;
import io.terralapse.furniture.DateSpan;
import io.terralapse.model.Displacement;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.select.CloudSource;
import io.terralapse.select.FillOrder;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.warp.FrameFill;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FramePlannerTest {
  private static final Grid GRID = SceneStubs.grid(0, 0, 64, 64);
  private static final ReadAcquisition FIRST = credited("2024-01-01", "USGS");
  private static final ReadAcquisition SECOND = credited("2024-01-11", "Copernicus");
  private static final ReadAcquisition THIRD = credited("2024-01-31", "USGS");
  private static final List<ReadAcquisition> DATES = List.of(FIRST, SECOND, THIRD);

  private static ReadAcquisition credited(String day, String credit) {
    return SceneStubs.read(
        GRID, SceneStubs.covered(100), SceneStubs.credited(SceneStubs.scene(day, day), credit));
  }

  private static List<FramePlan> plan(List<ReadAcquisition> dates, FillOrder fill) {
    return FramePlanner.of(dates, date -> Shift.OFF, fill);
  }

  private static List<String> sources(FramePlan plan) {
    return plan.sources().stream().map(source -> source.date().id()).toList();
  }

  @Test
  void everyDateIsAFrameWithItsOwnDateCreditAndShift() {
    Shift shift =
        new Shift(
            1,
            2,
            0,
            "translation",
            1,
            0,
            1,
            0,
            0,
            Displacement.translation(1, 2),
            true,
            Shift.Status.ALIGNED);
    List<FramePlan> frames =
        FramePlanner.of(
            DATES, date -> date.equals(SECOND) ? shift : Shift.REFERENCE, FillOrder.NONE);
    assertEquals(List.of(0, 1, 2), frames.stream().map(FramePlan::index).toList());
    assertEquals(DATES, frames.stream().map(FramePlan::date).toList());
    assertEquals(shift, frames.get(1).own().shift());
    assertEquals(
        new Caption(SECOND.acquisition().acquired(), Optional.of("Copernicus")),
        frames.get(1).caption());
    assertEquals(List.of(), sources(frames.get(1)));
  }

  @Test
  void gapsAreFilledFromEarlierDatesTheLatestFirst() {
    List<FramePlan> frames = plan(DATES, FillOrder.PREVIOUS);
    assertEquals(List.of(), sources(frames.get(0)));
    assertEquals(List.of("2024-01-01"), sources(frames.get(1)));
    assertEquals(List.of("2024-01-11", "2024-01-01"), sources(frames.get(2)));
  }

  @Test
  void gapsAreFilledFromTheNearestDatesOnBothSides() {
    List<FramePlan> frames = plan(DATES, FillOrder.NEAREST);
    assertEquals(List.of("2024-01-11", "2024-01-31"), sources(frames.get(0)));
    assertEquals(List.of("2024-01-01", "2024-01-31"), sources(frames.get(1)));
    assertEquals(List.of("2024-01-11", "2024-01-01"), sources(frames.get(2)));
  }

  @Test
  void byDefaultOnlyDatesWithGapsOfTheirSensorAreFilledAndKeepTheirCaption() {
    ReadAcquisition striped =
        SceneStubs.read(
            GRID,
            SceneStubs.covered(78).withGaps(22),
            SceneStubs.credited(SceneStubs.scene("2024-01-11", "2024-01-11"), "USGS"));
    List<FramePlan> frames = plan(List.of(FIRST, striped, THIRD), FillOrder.AUTO);
    assertEquals(List.of(), sources(frames.get(0)));
    assertEquals(List.of("2024-01-01", "2024-01-31"), sources(frames.get(1)));
    assertEquals(FrameFill.Gaps.NODATA, frames.get(1).gaps());
    Caption filled = FramePlanner.caption(frames.get(1), List.of(FIRST));
    assertEquals(
        new Caption(
            striped.acquisition().acquired(), Optional.of("USGS · gaps filled from other dates")),
        filled);
    assertEquals(frames.get(1).caption(), FramePlanner.caption(frames.get(1), List.of()));
  }

  @Test
  void sourcesAreDrawnWithTheirOwnShift() {
    List<FramePlan> frames =
        FramePlanner.of(
            DATES, date -> date.equals(FIRST) ? Shift.REFERENCE : Shift.OFF, FillOrder.PREVIOUS);
    assertEquals(Shift.REFERENCE, frames.get(1).sources().get(0).shift());
    assertEquals(Shift.OFF, frames.get(1).own().shift());
  }

  @Test
  void datesThatShowNoGroundFillNothing() {
    ReadAcquisition empty =
        SceneStubs.read(GRID, SceneStubs.covered(0), SceneStubs.scene("2024-01-11", "2024-01-11"));
    ReadAcquisition overcast =
        SceneStubs.read(
            GRID,
            SceneStubs.covered(100).withCloud(100, CloudSource.MASK),
            SceneStubs.scene("2024-01-21", "2024-01-21"));
    List<FramePlan> frames = plan(List.of(FIRST, empty, overcast, THIRD), FillOrder.PREVIOUS);
    assertEquals(List.of("2024-01-01"), sources(frames.get(3)));
    // They are frames nevertheless, and are filled themselves.
    assertEquals(List.of("2024-01-01"), sources(frames.get(2)));
  }

  @Test
  void atMostEightDatesAreTriedForOneFrame() {
    List<ReadAcquisition> dates = new ArrayList<>();
    for (int day = 10; day < 20; day++) {
      dates.add(SceneStubs.date(GRID, "2024-01-" + day));
    }
    List<String> sources = sources(plan(dates, FillOrder.PREVIOUS).get(9));
    assertEquals(8, sources.size());
    assertEquals("2024-01-18", sources.get(0));
    assertEquals("2024-01-11", sources.get(7));
  }

  @Test
  void aSingleFrameKeepsItsGaps() {
    FramePlan frame = FramePlanner.of(4, SECOND, Shift.OFF);
    assertEquals(4, frame.index());
    assertEquals(List.of(), frame.sources());
    assertEquals(Optional.of("Copernicus"), frame.caption().credit());
  }

  @Test
  void theCaptionOfAFilledFrameSpansItsDatesAndJoinsTheirCredits() {
    FramePlan frame = plan(DATES, FillOrder.NEAREST).get(1);
    assertEquals(frame.caption(), FramePlanner.caption(frame, List.of()));
    Caption both = FramePlanner.caption(frame, List.of(THIRD, FIRST));
    assertEquals(
        new DateSpan(FIRST.acquisition().acquired(), THIRD.acquisition().acquired()), both.dates());
    assertEquals(Optional.of("Copernicus · USGS"), both.credit());
  }

  @Test
  void creditsOfAllScenesAreJoinedOnceEachAndMissingOnesAreLeftOut() {
    assertEquals(
        Optional.of("USGS · Copernicus"),
        FramePlanner.credit(
            List.of(
                SceneStubs.acquisition(
                    SceneStubs.credited(SceneStubs.scene("a", "2024-01-01"), "USGS"),
                    SceneStubs.scene("b", "2024-01-01"),
                    SceneStubs.credited(SceneStubs.scene("c", "2024-01-01"), "Copernicus")),
                FIRST.acquisition())));
    assertEquals(
        Optional.empty(),
        FramePlanner.credit(List.of(SceneStubs.acquisition(SceneStubs.scene("a", "2024-01-01")))));
  }
}
