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
 * The largest set of footprints with a common intersection, and that intersection. Usually the set
 * holds all footprints. Otherwise each footprint in turn is the seed of a set: the others are added
 * in order of their overlap with the seed as long as an intersection remains. The set with most
 * members is taken; ties go to the larger area, then to the earlier seed.
 *
 * @param members indices of the footprints in the set, ascending
 * @param area their intersection
 */
record CommonArea(List<Integer> members, Geometry area) {
  /** Most seeds that are tried; more than this many different footprints are rare. */
  private static final int MAX_SEEDS = 128;

  /**
   * Finds the set.
   *
   * @param footprints polygons in one CRS
   * @param minSide intersections narrower or lower than this are taken as empty, CRS units
   * @return empty if no footprint is that large
   */
  static Optional<CommonArea> find(List<Geometry> footprints, double minSide) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < footprints.size(); i++) {
      all.add(i);
    }
    Optional<CommonArea> complete = gather(footprints, all, minSide);
    if (complete.isEmpty() || complete.get().members.size() == all.size()) {
      return complete;
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
