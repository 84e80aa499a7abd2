package io.terralapse.draw;

import io.terralapse.encode.SegmentEncoder;
import io.terralapse.pace.SequencePicture;
import io.terralapse.pace.SequencePicture.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which pictures of a video are coded together. Stills that follow each other by cuts are divided
 * as their dates are; a crossfade and the still that it leads to are one segment; the lead, the
 * title card and the ending have segments of their own, so that they may change while those of the
 * dates stay. Immutable and thread-safe.
 *
 * @param segments the pictures of each segment, in order of time
 */
public record VideoPlan(List<List<SequencePicture>> segments) {
  /** Number of the IDR picture of the lead, whatever segment follows; those of others are less. */
  private static final int LEAD_IDR = 3;

  /** Copies the list. */
  public VideoPlan {
    segments = List.copyOf(segments);
  }

  /**
   * Divides the pictures of a video.
   *
   * @param dates which dates are coded together where they are cut
   */
  public static VideoPlan of(List<SequencePicture> pictures, SegmentPlan dates) {
    Set<Integer> starts = new HashSet<>();
    int date = 0;
    for (int size : dates.sizes()) {
      starts.add(date);
      date += size;
    }
    List<List<SequencePicture>> segments = new ArrayList<>();
    List<SequencePicture> open = new ArrayList<>();
    for (SequencePicture next : pictures) {
      if (!open.isEmpty() && endsBefore(open, next, starts)) {
        segments.add(List.copyOf(open));
        open.clear();
      }
      open.add(next);
    }
    segments.add(List.copyOf(open));
    return new VideoPlan(segments);
  }

  private static boolean endsBefore(
      List<SequencePicture> open, SequencePicture next, Set<Integer> starts) {
    SequencePicture last = open.get(open.size() - 1);
    if (last.isStill() && next.isStill()) {
      return starts.contains(next.date());
    }
    boolean together =
        last.kind() == next.kind() || (last.kind() == Kind.CROSSFADE && next.isStill());
    return !together || open.size() == SegmentEncoder.MOST_PICTURES;
  }

  /** Pictures of each segment. */
  public List<Integer> sizes() {
    return segments.stream().map(List::size).toList();
  }

  /** Whether the first segment is the lead. */
  private boolean hasLead() {
    return segments.get(0).get(0).isLead();
  }

  /**
   * The {@code idr_pic_id} of a segment, see {@link SegmentPlan#idrPictureId}. Segments have the
   * same with and without a lead.
   */
  int idrPictureId(int index) {
    if (!hasLead()) {
      return new SegmentPlan(sizes()).idrPictureId(index);
    }
    return index == 0
        ? LEAD_IDR
        : new SegmentPlan(sizes().subList(1, segments.size())).idrPictureId(index - 1);
  }
}
