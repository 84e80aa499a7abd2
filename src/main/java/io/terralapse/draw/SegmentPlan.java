package io.terralapse.draw;

import io.terralapse.encode.SegmentEncoder;
import io.terralapse.lock.Lock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which frames of a sequence are coded together, as segments of at most {@link
 * SegmentEncoder#MAX_PICTURES} frames. Published segments keep their frames, so that a date between
 * published ones changes only the segment that it falls into; without published ones every segment
 * but the last is full. Immutable and thread-safe.
 *
 * @param sizes frames of each segment, in order of time; each from 1 to the most
 */
public record SegmentPlan(List<Integer> sizes) {
  private static final int MOST = SegmentEncoder.MAX_PICTURES;

  /** Copies the list. */
  public SegmentPlan {
    sizes = List.copyOf(sizes);
  }

  /** Full segments, the last one aside. */
  public static SegmentPlan full(int frames) {
    return new SegmentPlan(filled(frames));
  }

  /**
   * The segments of a sequence some of whose frames are published.
   *
   * @param ids acquisitions of the frames in order of time, at least one
   * @param published the lock's frames, as far as they apply; those of earlier versions do not say
   *     where segments begin, which was at every eighth
   */
  public static SegmentPlan of(List<String> ids, Lock.PublishedFrames published) {
    Map<String, Integer> numbers = numbers(published);
    List<List<Boolean>> groups = groups(ids, numbers);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      boolean open = i == groups.size() - 1;
      sizes.addAll(open ? filled(groups.get(i).size()) : split(groups.get(i)));
    }
    return new SegmentPlan(sizes);
  }

  /** The number of the segment of each published frame. */
  private static Map<String, Integer> numbers(Lock.PublishedFrames published) {
    Set<String> starts = new HashSet<>(published.segmentStarts());
    Map<String, Integer> numbers = new HashMap<>();
    int number = 0;
    for (int i = 0; i < published.frames().size(); i++) {
      String id = published.frames().get(i).id();
      if (i > 0 && (starts.isEmpty() ? i % MOST == 0 : starts.contains(id))) {
        number++;
      }
      numbers.put(id, number);
    }
    return numbers;
  }

  /**
   * The frames of each published segment, with new ones in that of the published frame before them:
   * for each frame whether it is published.
   */
  private static List<List<Boolean>> groups(List<String> ids, Map<String, Integer> numbers) {
    List<List<Boolean>> groups = new ArrayList<>();
    int current = -1;
    List<Boolean> group = new ArrayList<>();
    for (String id : ids) {
      Integer number = numbers.get(id);
      // Dates whose order has changed stay in the segment of those before them.
      if (number != null && number > current) {
        if (current >= 0) {
          groups.add(group);
          group = new ArrayList<>();
        }
        current = number;
      }
      group.add(number != null);
    }
    groups.add(group);
    return groups;
  }

  /**
   * A segment that others follow. If it has become too long, new frames before and after the
   * published ones get segments of their own, so that those stay as they are.
   */
  private static List<Integer> split(List<Boolean> published) {
    int n = published.size();
    if (n <= MOST) {
      return List.of(n);
    }
    int first = Math.max(0, published.indexOf(true));
    int end = published.lastIndexOf(true) + 1;
    List<Integer> sizes = new ArrayList<>(even(first));
    sizes.addAll(even(end - first));
    sizes.addAll(even(n - Math.max(first, end)));
    return sizes;
  }

  /** As few segments as possible, of nearly the same length, so that each has space. */
  private static List<Integer> even(int frames) {
    int parts = (frames + MOST - 1) / MOST;
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      sizes.add((i + 1) * frames / parts - i * frames / parts);
    }
    return sizes;
  }

  private static List<Integer> filled(int frames) {
    List<Integer> sizes = new ArrayList<>();
    for (int from = 0; from < frames; from += MOST) {
      sizes.add(Math.min(MOST, frames - from));
    }
    return sizes;
  }

  /** The first of the frames of each segment. */
  public List<String> starts(List<String> ids) {
    return segments(ids).stream().map(segment -> segment.get(0)).toList();
  }

  /**
   * The frames of each segment.
   *
   * @throws IllegalArgumentException if the plan is for another number of frames
   */
  public <T> List<List<T>> segments(List<T> frames) {
    if (frames.size() != sizes.stream().mapToInt(Integer::intValue).sum()) {
      throw new IllegalArgumentException(frames.size() + " frames, and segments of " + sizes);
    }
    List<List<T>> segments = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      segments.add(frames.subList(from, from + size));
      from += size;
    }
    return segments;
  }

  /**
   * The {@code idr_pic_id} of a segment. IDR pictures next to each other must differ in it (Rec.
   * ITU-T H.264, 7.4.3), which is only possible after a segment of a single picture; so it depends
   * on such segments only, and a segment that arrives changes no other one.
   *
   * @param index of the segment
   * @return 0 to 2
   */
  int idrPictureId(int index) {
    boolean single = sizes.get(index) == 1 && index < sizes.size() - 1;
    if (!single) {
      return 0;
    }
    int run = 0;
    while (run < index && sizes.get(index - 1 - run) == 1) {
      run++;
    }
    return 1 + run % 2;
  }
}
