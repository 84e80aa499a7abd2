package io.terralapse.window;

import io.terralapse.model.DataFootprint.Corner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The convex hull of points, by Andrew's monotone chain. Stateless. */
final class ConvexHull {
  private ConvexHull() {}

  /** The corners of the hull in order, not closed. */
  static List<Corner> of(List<Corner> points) {
    List<Corner> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(Corner::x).thenComparingDouble(Corner::y));
    List<Corner> hull = chain(sorted);
    List<Corner> reversed = new ArrayList<>(sorted);
    reversed.sort(Comparator.comparingDouble(Corner::x).thenComparingDouble(Corner::y).reversed());
    hull.addAll(chain(reversed));
    return hull;
  }

  /** One side of the hull, without its last point. */
  private static List<Corner> chain(List<Corner> sorted) {
    List<Corner> chain = new ArrayList<>();
    for (Corner point : sorted) {
      while (chain.size() >= 2
          && turn(chain.get(chain.size() - 2), chain.get(chain.size() - 1), point) <= 0) {
        chain.remove(chain.size() - 1);
      }
      chain.add(point);
    }
    chain.remove(chain.size() - 1);
    return chain;
  }

  private static double turn(Corner a, Corner b, Corner c) {
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
  }

  /** The area of a polygon, not negative. */
  static double area(List<Corner> ring) {
    double twice = 0;
    for (int i = 0; i < ring.size(); i++) {
      Corner a = ring.get(i);
      Corner b = ring.get((i + 1) % ring.size());
      twice += a.x() * b.y() - b.x() * a.y();
    }
    return Math.abs(twice) / 2;
  }
}
