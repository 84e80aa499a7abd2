package io.terralapse.align.core.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a {@link ShiftSystem} that no link between free dates connects. Each is solved on
 * its own, so that the variances of all dates take time in proportion to their number where the
 * parts are small. Results are the same to the last bit, because the rest of the system would only
 * add zeros. Not thread-safe.
 */
final class NetworkParts {
  private final int[] part;
  private final int[] indexInPart;
  private final int[] sizes;
  private final Map<Integer, ShiftSystem> systems = new HashMap<>();
  private final List<List<Integer>> linksOfPart = new ArrayList<>();

  private NetworkParts(int[] part, int[] indexInPart, int[] sizes) {
    this.part = part;
    this.indexInPart = indexInPart;
    this.sizes = sizes;
  }

  /** Finds the parts, numbered in the order of their first date. */
  static NetworkParts of(int dates, List<ShiftSystem.Link> links) {
    int[] root = new int[dates];
    for (int i = 0; i < dates; i++) {
      root[i] = i;
    }
    for (ShiftSystem.Link link : links) {
      if (link.from() >= 0 && link.to() >= 0) {
        int a = find(root, link.from());
        int b = find(root, link.to());
        root[Math.max(a, b)] = Math.min(a, b);
      }
    }
    int[] part = new int[dates];
    int[] index = new int[dates];
    int[] sizes = new int[dates];
    int count = 0;
    for (int i = 0; i < dates; i++) {
      // The root of a part is its first date.
      int first = find(root, i);
      part[i] = first == i ? count++ : part[first];
      index[i] = sizes[part[i]]++;
    }
    NetworkParts parts = new NetworkParts(part, index, sizes);
    for (int i = 0; i < count; i++) {
      parts.linksOfPart.add(new ArrayList<>());
    }
    for (int k = 0; k < links.size(); k++) {
      int end = Math.max(links.get(k).from(), links.get(k).to());
      parts.linksOfPart.get(part[end]).add(k);
    }
    return parts;
  }

  private static int find(int[] root, int date) {
    int at = date;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  /** The part that a date is in, from 0. */
  int part(int date) {
    return part[date];
  }

  /** The position of a date among those of its part. */
  int indexInPart(int date) {
    return indexInPart[date];
  }

  /** The system of the part that a date is in. */
  ShiftSystem system(int date, List<ShiftSystem.Link> links, double[] weight) {
    return systems.computeIfAbsent(part[date], k -> cut(k, links, weight));
  }

  private ShiftSystem cut(int number, List<ShiftSystem.Link> links, double[] weight) {
    List<Integer> own = linksOfPart.get(number);
    List<ShiftSystem.Link> cut = new ArrayList<>();
    double[] weights = new double[own.size()];
    for (int k = 0; k < weights.length; k++) {
      ShiftSystem.Link l = links.get(own.get(k));
      weights[k] = weight[own.get(k)];
      cut.add(
          new ShiftSystem.Link(
              local(l.from()), local(l.to()), l.dx(), l.dy(), l.ixx(), l.ixy(), l.iyy()));
    }
    return new ShiftSystem(sizes[number], cut, weights);
  }

  private int local(int date) {
    return date < 0 ? -1 : indexInPart[date];
  }
}
