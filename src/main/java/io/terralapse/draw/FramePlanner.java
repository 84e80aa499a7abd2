package io.terralapse.draw;

import io.terralapse.draw.FramePlan.Placed;
import io.terralapse.furniture.Caption;
import io.terralapse.furniture.DateSpan;
import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.select.FillOrder;
import io.terralapse.warp.FrameFill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Turns aligned dates into frames to draw: captions, credits, and the dates that fill gaps. */
public final class FramePlanner {
  /** At most this many dates are read to fill one frame. */
  private static final int MAX_SOURCES = 8;

  private static final String GAPS_FILLED = "gaps filled from other dates";

  private FramePlanner() {}

  /** Which dates a published frame was filled from. */
  @FunctionalInterface
  public interface PublishedSources {
    /** No frame was published. */
    PublishedSources NONE = (date, dates) -> Optional.empty();

    /**
     * The ids of the dates that a frame stays filled from.
     *
     * @param dates of all frames
     * @return empty if they are to be chosen
     */
    Optional<List<String>> find(ReadAcquisition date, List<ReadAcquisition> dates);
  }

  /** As the other method, without published frames or corrections of tone. */
  public static List<FramePlan> of(
      List<ReadAcquisition> dates, Function<ReadAcquisition, Shift> shiftOf, FillOrder fill) {
    return of(dates, date -> new Placed(date, shiftOf.apply(date)), fill, PublishedSources.NONE);
  }

  /**
   * One frame for each date.
   *
   * @param dates in order of time
   * @param place each date with its shift and tone
   * @param published dates that published frames stay filled from
   */
  public static List<FramePlan> of(
      List<ReadAcquisition> dates,
      Function<ReadAcquisition, Placed> place,
      FillOrder fill,
      PublishedSources published) {
    List<Placed> placed = dates.stream().map(place).toList();
    Map<String, Placed> byId = new HashMap<>();
    placed.forEach(one -> byId.put(one.date().id(), one));
    List<AcquisitionDate> acquired =
        dates.stream().map(date -> date.acquisition().acquired()).toList();
    List<FramePlan> frames = new ArrayList<>();
    for (int i = 0; i < placed.size(); i++) {
      int index = i;
      List<Placed> sources =
          fill == FillOrder.NONE
              ? List.of()
              : published
                  .find(dates.get(i), dates)
                  .map(ids -> ids.stream().map(id -> Objects.requireNonNull(byId.get(id))).toList())
                  .orElseGet(() -> sources(placed, acquired, index, fill));
      frames.add(plan(i, placed.get(i), sources, fill));
    }
    return frames;
  }

  private static List<Placed> sources(
      List<Placed> placed, List<AcquisitionDate> acquired, int index, FillOrder fill) {
    boolean gaps = fill != FillOrder.AUTO || placed.get(index).date().clearness().gapPercent() > 0;
    return !gaps
        ? List.of()
        : fill.sources(acquired, index).stream()
            .map(placed::get)
            .filter(source -> showsGround(source.date()))
            .limit(MAX_SOURCES)
            .toList();
  }

  private static boolean showsGround(ReadAcquisition date) {
    return date.clearness().coveragePercent() > 0 && date.clearness().clearPercent() > 0;
  }

  /** The frame of a single date, with its gaps. */
  public static FramePlan of(int index, ReadAcquisition date, Shift shift) {
    return plan(index, new Placed(date, shift), List.of(), FillOrder.NONE);
  }

  private static FramePlan plan(int index, Placed own, List<Placed> sources, FillOrder fill) {
    Acquisition acquisition = own.date().acquisition();
    return new FramePlan(
        index,
        own,
        new Caption(acquisition.acquired(), acquisition.credit()),
        sources,
        fill == FillOrder.AUTO ? FrameFill.Gaps.NODATA : FrameFill.Gaps.NOT_CLEAR);
  }

  /**
   * The caption of a frame that shows pixels of other dates too: the range of the dates. Where they
   * only close stripes that the sensor leaves in every scene, all frames would show nearly the same
   * range, so it is the frame's own date, and the credit says what was filled.
   */
  static Caption caption(FramePlan plan, List<ReadAcquisition> others) {
    if (plan.gaps() == FrameFill.Gaps.NODATA) {
      return others.isEmpty()
          ? plan.caption()
          : new Caption(
              plan.caption().acquired(),
              plan.caption().dates(),
              Optional.of(filledCredit(plan.caption().credit())));
    }
    DateSpan span = plan.caption().dates();
    List<Acquisition> all = new ArrayList<>(List.of(plan.date().acquisition()));
    for (ReadAcquisition other : others) {
      span = span.with(other.acquisition().acquired());
      all.add(other.acquisition());
    }
    return new Caption(plan.caption().acquired(), span, credit(all));
  }

  /** The credit of a frame whose stripes without data were filled. */
  static String filledCredit(Optional<String> own) {
    return own.map(credit -> credit + " · ").orElse("") + GAPS_FILLED;
  }

  /** The distinct credits of some acquisitions' scenes, joined; empty if there are none. */
  static Optional<String> credit(List<Acquisition> acquisitions) {
    return Acquisition.creditOf(acquisitions);
  }
}
