package io.terralapse.draw;

import io.terralapse.furniture.Caption;
import io.terralapse.model.Shift;
import io.terralapse.model.ToneCorrection;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.warp.FrameFill;
import java.util.List;

/**
 * Everything that is needed to draw one frame.
 *
 * @param index position in the sequence, from 0
 * @param own the date that the frame shows
 * @param caption date and credit, unless pixels of other dates are filled in
 * @param sources dates that may fill gaps, in the order to try them; empty if gaps stay
 * @param gaps which pixels they fill
 */
public record FramePlan(
    int index, Placed own, Caption caption, List<Placed> sources, FrameFill.Gaps gaps) {

  /** Copies the list. */
  public FramePlan {
    sources = List.copyOf(sources);
  }

  /**
   * A date, its shift and its tone.
   *
   * @param shift corrected for, if it is applied
   * @param tone how its values are brought to those of the other dates
   */
  public record Placed(ReadAcquisition date, Shift shift, ToneCorrection tone) {
    /** A date that keeps its values. */
    public Placed(ReadAcquisition date, Shift shift) {
      this(date, shift, ToneCorrection.OFF);
    }
  }

  /** The same date at another position in the sequence. */
  public FramePlan at(int position) {
    return new FramePlan(position, own, caption, sources, gaps);
  }

  /** The same without sources that filled none of its gaps. */
  FramePlan filledFrom(List<ReadAcquisition> dates) {
    List<String> ids = dates.stream().map(ReadAcquisition::id).toList();
    return new FramePlan(
        index,
        own,
        caption,
        sources.stream().filter(source -> ids.contains(source.date().id())).toList(),
        gaps);
  }

  public ReadAcquisition date() {
    return own.date();
  }
}
