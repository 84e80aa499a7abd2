package io.terralapse.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 20).boxed().toList();

  @Test
  void resultsComeInTheItemsOrderWhateverOrderTheyFinishIn() throws Exception {
    CountDownLatch secondIsDone = new CountDownLatch(1);
    try (Workers workers = new Workers("test", 2)) {
      List<String> results =
          workers.map(
              ITEMS,
              item -> {
                if (item == 0) {
                  assertTrue(secondIsDone.await(20, TimeUnit.SECONDS));
                } else if (item == 1) {
                  secondIsDone.countDown();
                }
                return "r" + item;
              });
      assertEquals(ITEMS.stream().map(item -> "r" + item).toList(), results);
    }
  }

  @Test
  void itemsRunOnTheRequestedNumberOfNamedThreads() throws Exception {
    Set<String> names = ConcurrentHashMap.newKeySet();
    CyclicBarrier together = new CyclicBarrier(3);
    try (Workers workers = new Workers("encode", 3)) {
      assertEquals(3, workers.count());
      workers.map(
          List.of(1, 2, 3),
          item -> {
            together.await(20, TimeUnit.SECONDS);
            names.add(Thread.currentThread().getName());
            assertTrue(Thread.currentThread().isDaemon());
            return item;
          });
    }
    assertEquals(Set.of("encode-1", "encode-2", "encode-3"), names);
  }

  @Test
  void noItemsGiveNoResults() throws Exception {
    try (Workers workers = new Workers("test", 1)) {
      assertEquals(List.of(), workers.map(List.of(), item -> item));
    }
  }

  @Test
  void theRootFailureIsThrownAndNothingNewStartsAfterIt() {
    Set<Integer> begun = ConcurrentHashMap.newKeySet();
    IOException root = new IOException("item 3");
    try (Workers workers = new Workers("test", 1)) {
      IOException thrown =
          assertThrows(
              IOException.class,
              () ->
                  workers.map(
                      ITEMS,
                      item -> {
                        begun.add(item);
                        if (item == 3) {
                          throw root;
                        }
                        return item;
                      }));
      assertSame(root, thrown);
    }
    assertEquals(Set.of(0, 1, 2, 3), begun);
  }

  @Test
  void aCancelledTaskDoesNotHideTheRootFailure() {
    CountDownLatch failing = new CountDownLatch(1);
    IllegalStateException root = new IllegalStateException("root");
    try (Workers workers = new Workers("test", 2)) {
      assertSame(
          root,
          assertThrows(
              IllegalStateException.class,
              () ->
                  workers.map(
                      List.of(0, 1),
                      item -> {
                        if (item == 0) {
                          assertTrue(failing.await(20, TimeUnit.SECONDS));
                          throw new CancellationException("cancelled");
                        }
                        failing.countDown();
                        throw root;
                      })));
    }
  }

  @Test
  void cancellationAloneIsThrownAsSuch() {
    try (Workers workers = new Workers("test", 2)) {
      assertThrows(
          CancellationException.class,
          () ->
              workers.map(
                  ITEMS,
                  item -> {
                    throw new CancellationException("interrupted");
                  }));
    }
  }

  @Test
  void anErrorIsThrownAsItIs() {
    OutOfMemoryError full = new OutOfMemoryError("pretended");
    try (Workers workers = new Workers("test", 2)) {
      assertSame(
          full,
          assertThrows(
              OutOfMemoryError.class,
              () ->
                  workers.map(
                      ITEMS,
                      item -> {
                        throw full;
                      })));
    }
  }

  @Test
  void aFailureDoesNotAffectTheNextMap() throws Exception {
    try (Workers workers = new Workers("test", 2)) {
      assertThrows(
          IOException.class,
          () ->
              workers.map(
                  ITEMS,
                  item -> {
                    throw new IOException();
                  }));
      assertEquals(ITEMS, workers.map(ITEMS, item -> item));
    }
  }

  @Test
  void aSingleTaskFailsOnItsOwnFuture() throws Exception {
    try (Workers workers = new Workers("test", 1)) {
      var failed =
          workers.start(
              () -> {
                throw new IOException("alone");
              });
      ExecutionException thrown =
          assertThrows(ExecutionException.class, () -> failed.get(20, TimeUnit.SECONDS));
      assertEquals("java.io.IOException: alone", String.valueOf(thrown.getCause()));
      assertEquals(5, workers.start(() -> 5).get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void closingWaitsForRunningTasksEvenWhenInterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicBoolean finished = new AtomicBoolean();
    AtomicBoolean workWasInterrupted = new AtomicBoolean();
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Workers workers = new Workers("test", 1);
    var work =
        workers.start(
            () -> {
              begun.countDown();
              try {
                assertTrue(go.await(20, TimeUnit.SECONDS));
              } catch (InterruptedException unwanted) {
                workWasInterrupted.set(true);
              }
              finished.set(true);
              return 0;
            });
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    AtomicBoolean finishedBeforeClosed = new AtomicBoolean();
    Thread closing =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              workers.close();
              finishedBeforeClosed.set(finished.get());
              stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
    closing.start();
    go.countDown();
    closing.join();
    assertEquals(0, work.get(20, TimeUnit.SECONDS));
    assertTrue(finishedBeforeClosed.get());
    assertTrue(stillInterrupted.get());
    assertFalse(workWasInterrupted.get());
  }
}
