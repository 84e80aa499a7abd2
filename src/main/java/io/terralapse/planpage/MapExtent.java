package io.terralapse.planpage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/** Chooses what the map shows: the planned area with the scenes that are near each other. */
public final class MapExtent {
  /** Scenes that are apart by less than this part of their size are near. */
  private static final double NEAR = 0.25;

  /** Margin around the scenes, as a part of the map. */
  private static final double MARGIN = 0.02;

  private MapExtent() {}

  /**
   * The extent of the map.
   *
   * @param area of the plan, which is always on the map; empty if there is none
   * @param scenes bounding boxes, with areas
   * @param margin whether to show some ground around them
   * @return of the largest group of scenes that are near each other, if there is no area; empty if
   *     there is neither an area nor a scene
   */
  public static Optional<Envelope> of(
      Optional<Envelope> area, List<Envelope> scenes, boolean margin) {
    List<Envelope> rest = new ArrayList<>(scenes);
    Envelope best = area.map(Envelope::new).orElseGet(Envelope::new);
    if (area.isPresent()) {
      gather(best, rest);
    } else {
      int most = 0;
      while (!rest.isEmpty()) {
        Envelope group = new Envelope(rest.get(0));
        int members = gather(group, rest);
        if (members > most) {
          most = members;
          best = group;
        }
      }
    }
    if (best.isNull() || !(best.getArea() > 0)) {
      return Optional.empty();
    }
    if (margin) {
      best.expandBy(MARGIN * best.getWidth(), MARGIN * best.getHeight());
    }
    return Optional.of(best);
  }

  /**
   * Extends a group by all boxes near it, and by those near these.
   *
   * @param rest loses the boxes
   * @return how many there were
   */
  private static int gather(Envelope group, List<Envelope> rest) {
    int members = 0;
    boolean grows = true;
    while (grows) {
      List<Envelope> near = rest.stream().filter(one -> isNear(group, one)).toList();
      near.forEach(group::expandToInclude);
      grows = rest.removeAll(near);
      members += near.size();
    }
    return members;
  }

  private static boolean isNear(Envelope group, Envelope one) {
    Envelope wider = new Envelope(one);
    wider.expandBy(NEAR * one.getWidth(), NEAR * one.getHeight());
    return wider.intersects(group);
  }
}
