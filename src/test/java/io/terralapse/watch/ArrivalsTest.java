package io.terralapse.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.watch.WatchedFiles.FileState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Path A = Path.of("a.tif");
  private static final Path B = Path.of("b.tif");
  private static final long SECOND = 1_000_000_000L;

  private final Set<Path> broken = new HashSet<>();
  private final Arrivals arrivals =
      new Arrivals(Duration.ofSeconds(5), file -> !broken.contains(file));
  private final Map<Path, FileState> files = new TreeMap<>();

  private void put(Path file, long size) {
    files.put(file, new FileState(size, Instant.EPOCH.plusSeconds(size)));
  }

  /** Near the end of the clock's range, where it overflows. */
  private Arrivals.Look at(int second) {
    return arrivals.look(files, Long.MAX_VALUE - 3 * SECOND + second * SECOND);
  }

  @Test
  void aFileThatIsThereAlreadyIsNoArrival() {
    put(A, 1);
    arrivals.runSaw(files);
    assertEquals(new Arrivals.Look(List.of(), List.of(), false, false), at(0));
    assertFalse(at(100).due());
  }

  @Test
  void aFileArrivesWhenItHasKeptItsSizeForAWhile() {
    arrivals.runSaw(files);
    put(A, 1);
    assertEquals(new Arrivals.Look(List.of(), List.of(), false, true), at(0));
    put(A, 2);
    assertTrue(at(4).waiting());
    assertFalse(at(8).due(), "it has grown four seconds ago");
    assertEquals(new Arrivals.Look(List.of(A), List.of(), true, false), at(9));
    arrivals.runSaw(files);
    assertFalse(at(30).due(), "once");
  }

  @Test
  void severalFilesCauseOneRun() {
    put(A, 1);
    at(0);
    put(B, 1);
    at(4);
    assertFalse(at(6).due(), "the second one is still arriving");
    assertTrue(at(9).due());
    arrivals.runSaw(files);
    assertFalse(at(20).due());
  }

  @Test
  void filesThatNeverEndDelayARunForAWhileOnly() {
    put(A, 1);
    at(0);
    int due = -1;
    for (int second = 1; second < 200 && due < 0; second++) {
      put(B, second);
      due = at(second).due() ? second : -1;
    }
    assertEquals(5 + 12 * 5, due);
  }

  @Test
  void whatIsNotWholeIsReportedOnceAndDelaysNothing() {
    broken.add(A);
    put(A, 1);
    at(0);
    assertEquals(new Arrivals.Look(List.of(), List.of(A), false, false), at(5));
    assertEquals(new Arrivals.Look(List.of(), List.of(), false, false), at(60));
    put(B, 1);
    at(61);
    assertTrue(at(66).due());
    arrivals.runSaw(files);
    broken.clear();
    put(A, 2);
    at(67);
    assertEquals(List.of(A), at(72).landed());
  }

  @Test
  void whatBecomesWholeWithoutChangingIsNoticed() {
    broken.add(A);
    put(A, 1);
    at(0);
    at(5);
    broken.clear();
    assertFalse(at(6).due(), "it is opened again after a pause");
    assertTrue(at(10).due());
  }

  @Test
  void aFileThatIsGoneAgainIsForgotten() {
    put(A, 1);
    at(0);
    files.clear();
    assertFalse(at(5).due());
    put(A, 1);
    assertFalse(at(6).due());
    assertTrue(at(11).due());
  }

  @Test
  void whatChangesDuringARunCausesAnother() {
    put(A, 1);
    at(0);
    Map<Path, FileState> before = new TreeMap<>(files);
    assertTrue(at(5).due());
    put(A, 2);
    arrivals.runSaw(before);
    at(6);
    assertTrue(at(11).due());
  }
}
