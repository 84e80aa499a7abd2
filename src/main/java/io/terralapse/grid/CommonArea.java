package io.terralapse.grid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * The largest set of footprints that overlap, and what they have in common. Usually that is all of
 * them; otherwise every footprint in turn gathers the others, those that share most with it first,
 * as long as something is left in common, and the one that gathers most wins (then the larger area,
 * then the earlier one).
 *
 * @param members indices of the footprints in the set, ascending
 * @param area what they have in common
 */
record CommonArea(List<Integer> members, Geometry area) {
  /** Footprints tried as the seed of a set; more different ones than this are rare. */
  private static final int MAX_SEEDS = 128;

  /**
   * Finds the set.
   *
   * @param footprints polygons in one system
   * @param minSide overlaps narrower or lower than this are none
   * @return empty if there are no footprints that large
   */
  static Optional<CommonArea> find(List<Geometry> footprints, double minSide) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < footprints.size(); i++) {
      all.add(i);
    }
    Optional<CommonArea> whole = gather(footprints, all, minSide);
    if (whole.isEmpty() || whole.get().members.size() == all.size()) {
      return whole;
    }
    Optional<CommonArea> best = Optional.empty();
    for (int seed : seeds(footprints)) {
      Optional<CommonArea> set = gather(footprints, order(footprints, seed), minSide);
      if (set.isPresent() && (best.isEmpty() || set.get().isBetterThan(best.get()))) {
        best = set;
      }
    }
    return best;
  }

  private boolean isBetterThan(CommonArea other) {
    int more = Integer.compare(members.size(), other.members.size());
    return more > 0 || (more == 0 && area.getArea() > other.area.getArea());
  }

  private static List<Integer> seeds(List<Geometry> footprints) {
    List<Integer> seeds = new ArrayList<>();
    for (int i = 0; i < footprints.size() && seeds.size() < MAX_SEEDS; i++) {
      Geometry candidate = footprints.get(i);
      if (seeds.stream().noneMatch(s -> footprints.get(s).equalsExact(candidate))) {
        seeds.add(i);
      }
    }
    return seeds;
  }

  private static List<Integer> order(List<Geometry> footprints, int seed) {
    double[] shared = new double[footprints.size()];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < shared.length; i++) {
      shared[i] = common(footprints.get(seed), footprints.get(i)).getArea();
      order.add(i);
    }
    shared[seed] = Double.POSITIVE_INFINITY;
    order.sort(Comparator.comparingDouble((Integer i) -> -shared[i]));
    return order;
  }

  private static Optional<CommonArea> gather(
      List<Geometry> footprints, List<Integer> order, double minSide) {
    List<Integer> members = new ArrayList<>();
    Geometry area = null;
    for (int i : order) {
      Geometry rest = area == null ? footprints.get(i) : common(area, footprints.get(i));
      if (isLarge(rest, minSide)) {
        area = rest;
        members.add(i);
      }
    }
    members.sort(Comparator.naturalOrder());
    return area == null ? Optional.empty() : Optional.of(new CommonArea(members, area));
  }

  private static boolean isLarge(Geometry area, double minSide) {
    Envelope extent = area.getEnvelopeInternal();
    return extent.getWidth() >= minSide
        && extent.getHeight() >= minSide
        && area.getArea() >= minSide * minSide;
  }

  static Geometry common(Geometry a, Geometry b) {
    if (a.isRectangle() && b.isRectangle()) {
      Envelope both = a.getEnvelopeInternal().intersection(b.getEnvelopeInternal());
      boolean none = both.isNull() || both.getArea() == 0;
      return none ? Reprojection.GEOMETRY.createPolygon() : Reprojection.rectangle(both);
    }
    return Reprojection.polygonal(OverlayNGRobust.overlay(a, b, OverlayNG.INTERSECTION));
  }
}
