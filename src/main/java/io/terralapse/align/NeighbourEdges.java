package io.terralapse.align;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.network.ShiftPolicy;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The edges of dates that the anchor constrains only weakly or not at all: to accepted neighbours
 * in time and, for images without georeference, with rotation and scale. Their number is in
 * proportion to that of the dates. Not thread-safe.
 */
final class NeighbourEdges {
  /** A date whose edge to the anchor has less confidence is compared with its neighbours too. */
  private static final double RELIABLE = 0.65;

  /** Rounds of comparisons with neighbours in time for images without georeference. */
  private static final int PLAIN_ROUNDS = 4;

  /** Rounds of the same with rotation and scale, which take longer. */
  private static final int ROTATION_ROUNDS = 3;

  private final EdgeNetwork.Plan plan;
  private final PairMatcher matcher;
  private final Workers workers;
  private final Progress progress;
  private final List<String> inTime;
  private final Map<String, ReadAcquisition> byId = new HashMap<>();

  /** Every edge, under the ids of its dates. */
  private final Map<List<String>, Edge> edges = new LinkedHashMap<>();

  /** Dates whose shift is known. */
  private final Set<String> accepted = new HashSet<>();

  /** Dates that need no further edge. */
  private final Set<String> reliable = new HashSet<>();

  /** Dates that are not rotated against the anchor. */
  private final Set<String> translated = new HashSet<>();

  /** Pairs of neighbours that were compared, without an order: once is enough. */
  private final Set<Set<String>> compared = new HashSet<>();

  /** As {@link #compared}, with rotation and scale. */
  private final Set<Set<String>> rotated = new HashSet<>();

  /**
   * Begins with the edges from the anchor.
   *
   * @param star one for every date that is not locked
   */
  NeighbourEdges(
      EdgeNetwork.Plan plan,
      List<Edge> star,
      PairMatcher matcher,
      Workers workers,
      Progress progress) {
    this.plan = plan;
    this.matcher = matcher;
    this.workers = workers;
    this.progress = progress;
    this.inTime = plan.dates().stream().map(ReadAcquisition::id).toList();
    byId.put(plan.anchor().id(), plan.anchor());
    accepted.add(plan.anchor().id());
    reliable.add(plan.anchor().id());
    translated.add(plan.anchor().id());
    for (ReadAcquisition date : plan.dates()) {
      byId.put(date.id(), date);
      if (plan.locked().isAligned(date.id())) {
        accepted.add(date.id());
      }
      if (plan.locked().isTranslated(date.id())) {
        translated.add(date.id());
      }
      if (plan.locked().isLocked(date) && !plan.evidence()) {
        reliable.add(date.id());
      }
    }
    star.forEach(this::add);
  }

  /** Every edge measured until now, those from the anchor first. */
  List<Edge> edges() {
    return List.copyOf(edges.values());
  }

  /** A repeated measurement replaces the earlier one. */
  private void add(Edge edge) {
    edges.put(List.of(edge.referenceId(), edge.targetId()), edge);
    if (!edge.accepted()) {
      return;
    }
    accepted.add(edge.targetId());
    if (edge.confidence() >= RELIABLE || !edge.referenceId().equals(plan.anchor().id())) {
      reliable.add(edge.targetId());
    }
    if (edge.model() == ShiftModel.TRANSLATION && translated.contains(edge.referenceId())) {
      translated.add(edge.targetId());
    }
  }

  /**
   * Compares refused and weak dates with the accepted dates next to them in time.
   *
   * @param rotation search for rotation and scale as well
   * @return whether any pair was left to compare
   */
  boolean measure(boolean rotation) throws Exception {
    List<String[]> pairs = new ArrayList<>();
    for (ReadAcquisition date : plan.dates()) {
      if (!reliable.contains(date.id()) && !(rotation && accepted.contains(date.id()))) {
        for (String reference : ShiftPolicy.extraReferences(inTime, accepted, date.id())) {
          boolean possible =
              !reference.equals(plan.anchor().id())
                  && (!rotation || translated.contains(reference));
          if (possible && (rotation ? rotated : compared).add(Set.of(reference, date.id()))) {
            pairs.add(new String[] {reference, date.id()});
          }
        }
      }
    }
    return measure("aligning with neighbours in time", pairs, rotation);
  }

  private boolean measure(String stage, List<String[]> pairs, boolean rotation) throws Exception {
    if (pairs.isEmpty()) {
      return false;
    }
    progress.stage(stage, pairs.size());
    List<Edge> found =
        workers.map(
            pairs,
            pair -> {
              boolean keep = pair[0].equals(plan.anchor().id());
              Edge edge = matcher.measure(date(pair[0]), date(pair[1]), keep, rotation);
              progress.step();
              return edge;
            });
    found.forEach(this::add);
    return true;
  }

  /**
   * As {@link #measure(boolean)}, for images without georeference: these change more, so a date may
   * only match one that has just been aligned itself. What no shift aligns may be rotated or of
   * another scale.
   */
  void measurePlain() throws Exception {
    measureShifts();
    List<String[]> refused = new ArrayList<>();
    for (ReadAcquisition date : plan.dates()) {
      if (!accepted.contains(date.id())) {
        refused.add(new String[] {plan.anchor().id(), date.id()});
      }
    }
    boolean left = measure("aligning rotated images", refused, true);
    for (int round = 0; left && round < ROTATION_ROUNDS; round++) {
      measureShifts();
      left = measure(true);
    }
  }

  private void measureShifts() throws Exception {
    boolean left = true;
    for (int round = 0; left && round < PLAIN_ROUNDS; round++) {
      left = measure(false);
    }
  }

  private ReadAcquisition date(String id) {
    return Objects.requireNonNull(byId.get(id));
  }
}
