package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.TiePoint;
import io.terralapse.align.core.network.ChangingRegion;
import io.terralapse.lock.LockFile;
import io.terralapse.lock.LockFile.Policy;
import io.terralapse.lock.LockJson;
import io.terralapse.model.Displacement;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Workers;
import io.terralapse.testkit.RecordedProgress;
import io.terralapse.testkit.SceneStubs;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class EdgeNetworkTest {
  private static final Grid GRID = SceneStubs.grid(0, 0, 128, 128);
  private static final String BASIS = "0123456789abcdef0123456789abcdef";
  private static final ReadAcquisition ANCHOR = SceneStubs.date(GRID, "2024-01-05");
  private static final ReadAcquisition B = SceneStubs.date(GRID, "2024-01-15");
  private static final ReadAcquisition C = SceneStubs.date(GRID, "2024-01-25");
  private static final ReadAcquisition D = SceneStubs.date(GRID, "2024-02-04");
  private static final ReadAcquisition E = SceneStubs.date(GRID, "2024-02-14");
  private static final List<ReadAcquisition> DATES = List.of(ANCHOR, B, C, D, E);

  @TempDir Path folder = Path.of("");
  private final RecordedProgress progress = new RecordedProgress();
  private final List<String> measured = new ArrayList<>();
  private KnownEdges edges = new KnownEdges(Path.of("target"), GRID, CoregisterSettings.DEFAULTS);

  @BeforeEach
  void makeCache() {
    edges = new KnownEdges(folder.resolve("cache"), GRID, CoregisterSettings.DEFAULTS);
  }

  private void firm(ReadAcquisition reference, ReadAcquisition target) {
    edges.put(reference, target, KnownEdges.accepted(reference.id(), target.id(), 1, 0, 0.9));
  }

  private void weak(ReadAcquisition reference, ReadAcquisition target) {
    edges.put(reference, target, KnownEdges.accepted(reference.id(), target.id(), 1, 0, 0.5));
  }

  private void refused(ReadAcquisition reference, ReadAcquisition target) {
    edges.put(reference, target, Edge.refused(reference.id(), target.id(), "too cloudy"));
  }

  private LockedAlignment lock(String basis) throws IOException {
    return LockedAlignment.of(
        LockFile.open(folder, "job", Policy.KEEP), GRID, basis, DATES, Optional.empty());
  }

  private EdgeNetwork network(boolean findChanging, boolean evidence) throws Exception {
    return network(DATES, ANCHOR, findChanging, evidence);
  }

  private EdgeNetwork network(
      List<ReadAcquisition> dates, ReadAcquisition anchor, boolean findChanging, boolean evidence)
      throws Exception {
    EdgeNetwork.Plan plan =
        new EdgeNetwork.Plan(dates, anchor, lock(BASIS), findChanging, evidence);
    try (Workers workers = new Workers("align", 2)) {
      EdgeNetwork network = EdgeNetwork.measure(plan, edges.matcher(), workers, progress);
      network
          .edges()
          .forEach(
              edge ->
                  measured.add(
                      edge.referenceId().substring(5) + " " + edge.targetId().substring(5)));
      return network;
    }
  }

  @Test
  void firmDatesAreComparedWithTheAnchorOnly() throws Exception {
    firm(ANCHOR, B);
    firm(ANCHOR, C);
    firm(ANCHOR, D);
    firm(ANCHOR, E);
    network(false, false);
    assertEquals(List.of("01-05 01-15", "01-05 01-25", "01-05 02-04", "01-05 02-14"), measured);
    assertEquals(List.of("stage aligning 4", "step", "step", "step", "step"), progress.calls());
  }

  @Test
  void aWeakDateIsComparedWithItsAcceptedNeighboursToo() throws Exception {
    firm(ANCHOR, B);
    firm(ANCHOR, C);
    weak(ANCHOR, D);
    firm(ANCHOR, E);
    firm(C, D);
    firm(E, D);
    network(false, false);
    assertEquals(List.of("01-25 02-04", "02-14 02-04"), measured.subList(4, 6));
    assertEquals(6, measured.size());
  }

  /** Pairs that are not known fail the test, so only what is put here may be measured. */
  @Test
  void imagesWithoutGeoreferenceAreRotatedOnlyWhereNoShiftAlignsThem() throws Exception {
    Grid plain = new Grid(GRID.crs(), GRID.originX(), GRID.originY(), 10, Double.NaN, 128, 128);
    edges = new KnownEdges(folder.resolve("plain"), plain, CoregisterSettings.DEFAULTS);
    plainEdge(ANCHOR, B, true, false);
    plainEdge(ANCHOR, C, false, false);
    plainEdge(ANCHOR, D, false, false);
    plainEdge(ANCHOR, E, false, false);
    // C by B, then D by C; E only with a rotation.
    plainEdge(B, C, true, false);
    plainEdge(B, D, false, false);
    plainEdge(B, E, false, false);
    plainEdge(C, D, true, false);
    plainEdge(C, E, false, false);
    plainEdge(D, E, false, false);
    plainEdge(ANCHOR, E, true, true);
    EdgeNetwork network = network(false, false);
    assertEquals(
        List.of("01-15", "01-25", "02-04", "02-14"),
        network.edges().stream()
            .filter(Edge::accepted)
            .map(edge -> edge.targetId().substring(5))
            .sorted()
            .toList());
    assertEquals(measured.size(), Set.copyOf(measured).size(), "each pair is listed once");
  }

  private void plainEdge(
      ReadAcquisition reference, ReadAcquisition target, boolean accepted, boolean rotation) {
    edges.putPlain(
        reference,
        target,
        accepted
            ? KnownEdges.accepted(reference.id(), target.id(), 1, 0, 0.9)
            : Edge.refused(reference.id(), target.id(), "too cloudy"),
        rotation);
  }

  @Test
  void aRefusedDateIsNoNeighbourOfOthers() throws Exception {
    firm(ANCHOR, B);
    refused(ANCHOR, C);
    weak(ANCHOR, D);
    firm(ANCHOR, E);
    firm(B, C);
    firm(B, D);
    firm(D, C);
    firm(E, D);
    network(false, false);
    // C is compared with D, which is weak but accepted; D passes over C.
    assertEquals(
        List.of("01-15 01-25", "02-04 01-25", "02-14 02-04", "01-15 02-04"),
        measured.subList(4, measured.size()));
  }

  @Test
  void twoWeakNeighboursAreComparedOnce() throws Exception {
    firm(ANCHOR, B);
    weak(ANCHOR, C);
    weak(ANCHOR, D);
    firm(ANCHOR, E);
    firm(B, C);
    firm(D, C);
    firm(E, D);
    network(false, false);
    assertEquals(
        List.of("01-15 01-25", "02-04 01-25", "02-14 02-04"), measured.subList(4, measured.size()));
  }

  @Test
  void theAnchorIsNotMeasuredASecondTimeAsANeighbour() throws Exception {
    weak(ANCHOR, B);
    firm(ANCHOR, C);
    firm(C, B);
    network(List.of(ANCHOR, B, C), ANCHOR, false, false);
    assertEquals(List.of("01-05 01-15", "01-05 01-25", "01-25 01-15"), measured);
  }

  @Test
  void everyDateIsComparedWithAnAnchorOutsideTheSequence() throws Exception {
    firm(ANCHOR, B);
    firm(ANCHOR, C);
    network(List.of(B, C), ANCHOR, false, false);
    assertEquals(List.of("01-05 01-15", "01-05 01-25"), measured);
  }

  /** Publishes the anchor, B as aligned by 1 pixel and C as refused, with one changing square. */
  private void publish() throws IOException {
    Shift aligned =
        new Shift(
            1,
            0,
            0.1,
            "translation",
            0.9,
            0,
            1,
            0,
            0,
            Displacement.translation(1, 0),
            true,
            Shift.Status.ALIGNED);
    Shift refused =
        new Shift(0, 0, 0, "none", 0, 0, 0, 0, 0, Displacement.NONE, false, Shift.Status.REFUSED);
    Map<String, Shift> shifts = new HashMap<>();
    shifts.put(ANCHOR.id(), Shift.REFERENCE);
    shifts.put(B.id(), aligned);
    shifts.put(C.id(), refused);
    LockJson.write(
        lock(BASIS).next(List.of(ANCHOR, B, C), shifts, ANCHOR, "it is clear", List.of()),
        folder.resolve("job.lock"));
  }

  @Test
  void lockedDatesAreNotMeasuredAgain() throws Exception {
    publish();
    firm(ANCHOR, D);
    firm(ANCHOR, E);
    network(true, false);
    assertEquals(List.of("01-05 02-04", "01-05 02-14"), measured);
    assertEquals("stage aligning 2", progress.calls().get(0));
  }

  @Test
  void aNewWeakDateIsComparedWithLockedAlignedDatesButNotWithRefusedOnes() throws Exception {
    publish();
    weak(ANCHOR, D);
    firm(ANCHOR, E);
    firm(B, D);
    firm(E, D);
    network(false, false);
    assertEquals(List.of("02-14 02-04", "01-15 02-04"), measured.subList(2, measured.size()));
  }

  @Test
  void evidenceMeasuresLockedDatesToo() throws Exception {
    publish();
    firm(ANCHOR, B);
    firm(ANCHOR, C);
    firm(ANCHOR, D);
    firm(ANCHOR, E);
    network(false, true);
    assertEquals(4, measured.size());
  }

  @Test
  void aPairThatCannotBeReadFailsTheMeasurement() {
    firm(ANCHOR, B);
    assertThrows(NoSuchFileException.class, () -> network(false, false));
  }

  /** Three windows of 32 pixels agree, the first one disagrees. */
  private static Edge disagreeing(ReadAcquisition target) {
    List<TiePoint> ties =
        List.of(
            new TiePoint(16, 16, 9, 9, false),
            new TiePoint(48, 16, 1, 0, true),
            new TiePoint(16, 48, 1, 0, true),
            new TiePoint(48, 48, 1, 0, true));
    return KnownEdges.accepted(ANCHOR.id(), target.id(), 1, 0, 0.9, ties);
  }

  @Test
  void squaresThatDisagreeOnMostDatesAreLeftOutOfASecondMeasurement() throws Exception {
    List<ReadAcquisition> targets = List.of(B, C, D, E);
    List<Edge> first = targets.stream().map(EdgeNetworkTest::disagreeing).toList();
    List<ChangingRegion.Square> squares = ChangingRegion.of(first);
    assertEquals(1, squares.size(), squares.toString());
    ChangingRegion.Square square = squares.get(0);
    Geometry excluded =
        new GeometryFactory()
            .toGeometry(
                new Envelope(
                    GRID.originX() + 10 * (square.x() - square.half()),
                    GRID.originX() + 10 * (square.x() + square.half()),
                    GRID.originY() - 10 * (square.y() + square.half()),
                    GRID.originY() - 10 * (square.y() - square.half())))
            .union();
    for (ReadAcquisition target : targets) {
      edges.put(ANCHOR, target, disagreeing(target));
      edges.put(
          ANCHOR,
          target,
          KnownEdges.accepted(ANCHOR.id(), target.id(), 1.25, 0, 0.95),
          Optional.of(excluded));
    }
    EdgeNetwork network = network(true, false);
    assertEquals(squares, network.changing());
    assertEquals(4, network.edges().size());
    network.edges().forEach(edge -> assertEquals(1.25, edge.dxPx()));
    assertEquals(List.of(), network(false, false).changing());
  }
}
