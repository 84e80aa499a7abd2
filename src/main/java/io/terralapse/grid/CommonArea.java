package io.terralapse.grid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * A set of footprints with a common intersection, and that intersection. The set is chosen for the
 * largest product of its area and the square of the number of its members: one member more is worth
 * the loss of area that it causes as long as that is about two shares of one in all members. So one
 * odd footprint among ten may cost a fifth of the area, and is left out if it would cost more. Two
 * members are better than one whatever their area.
 *
 * <p>Usually the set holds all footprints. Otherwise each footprint in turn is the seed of sets:
 * the others are added in order of their overlap with the seed as long as an intersection remains,
 * and every set on the way counts. On a tie the larger set is taken, then the earlier seed.
 *
 * @param members indices of the footprints in the set, ascending
 * @param area their intersection
 */
record CommonArea(List<Integer> members, Geometry area) {
  /** Most seeds that are tried; more than this many different footprints are rare. */
  private static final int MAX_SEEDS = 128;

  /** Most intersections that are computed, which bounds the time for thousands of footprints. */
  private static final int MAX_INTERSECTIONS = 30_000;

  private static final int LEAST_SEEDS = 4;

  /**
   * Finds the set.
   *
   * @param footprints polygons in one CRS
   * @param minSide intersections narrower or lower than this are taken as empty, CRS units
   * @return empty if no footprint is that large
   */
  static Optional<CommonArea> find(List<Geometry> footprints, double minSide) {
    List<Integer> all = new ArrayList<>();
    double largest = 0;
    for (int i = 0; i < footprints.size(); i++) {
      all.add(i);
      largest = Math.max(largest, footprints.get(i).getArea());
    }
    List<CommonArea> first = gather(footprints, all, minSide);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    CommonArea best = best(first, null);
    CommonArea complete = first.get(first.size() - 1);
    double others = Math.max(1, all.size() - 1.0);
    if (complete.members.size() == all.size()
        && (all.size() < 3 || complete.score() >= others * others * largest)) {
      return Optional.of(complete);
    }
    for (int seed : seeds(footprints)) {
      best = best(gather(footprints, order(footprints, seed), minSide), best);
    }
    return Optional.of(best);
  }

  private static CommonArea best(List<CommonArea> sets, @Nullable CommonArea known) {
    CommonArea best = known == null ? sets.get(0) : known;
    for (CommonArea set : sets) {
      best = set.isBetterThan(best) ? set : best;
    }
    return best;
  }

  private double score() {
    return area.getArea() * members.size() * members.size();
  }

  private boolean isBetterThan(CommonArea other) {
    boolean several = members.size() > 1;
    if (several != other.members.size() > 1) {
      return several;
    }
    double ratio = score() / other.score();
    return ratio > 1 + 1e-9 || (ratio > 1 - 1e-9 && members.size() > other.members.size());
  }

  private static List<Integer> seeds(List<Geometry> footprints) {
    List<Integer> distinct = new ArrayList<>();
    for (int i = 0; i < footprints.size() && distinct.size() < 8 * MAX_SEEDS; i++) {
      Geometry candidate = footprints.get(i);
      if (distinct.stream().noneMatch(s -> footprints.get(s).equalsExact(candidate))) {
        distinct.add(i);
      }
    }
    int most = Math.max(LEAST_SEEDS, Math.min(MAX_SEEDS, MAX_INTERSECTIONS / footprints.size()));
    List<Integer> seeds = new ArrayList<>();
    for (int i = 0; i < Math.min(most, distinct.size()); i++) {
      seeds.add(distinct.get((int) ((long) i * distinct.size() / Math.min(most, distinct.size()))));
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

  /**
   * The best of the sets that result as one footprint after the other is added, and the last one;
   * none if no footprint is large.
   */
  private static List<CommonArea> gather(
      List<Geometry> footprints, List<Integer> order, double minSide) {
    List<Integer> members = new ArrayList<>();
    Geometry area = null;
    CommonArea best = null;
    for (int i : order) {
      Geometry rest = area == null ? footprints.get(i) : common(area, footprints.get(i));
      if (isLarge(rest, minSide)) {
        area = rest;
        members.add(i);
        CommonArea set = new CommonArea(members, rest);
        best = best == null || set.isBetterThan(best) ? set.sorted() : best;
      }
    }
    return area == null || best == null
        ? List.of()
        : List.of(best.sorted(), new CommonArea(members, area).sorted());
  }

  private CommonArea sorted() {
    return new CommonArea(members.stream().sorted().toList(), area);
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
    if (!a.getEnvelopeInternal().intersects(b.getEnvelopeInternal())) {
      return Reprojection.GEOMETRY.createPolygon();
    }
    return a.equalsExact(b)
        ? a
        : Reprojection.polygonal(OverlayNGRobust.overlay(a, b, OverlayNG.INTERSECTION));
  }
}
