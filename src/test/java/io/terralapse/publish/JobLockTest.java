package io.terralapse.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One holder at a time, although every holder deletes the file. */
class JobLockTest {
  private static final int ROUNDS = 1000;

  @TempDir Path folder = Path.of("");

  @Test
  void theFileIsDeletedByItsHolder() throws Exception {
    Path file = folder.resolve(".a.running");
    JobLock lock = JobLock.tryLock(file).orElseThrow();
    assertTrue(Files.exists(file));
    assertEquals(Optional.empty(), JobLock.tryLock(file));
    lock.close();
    assertFalse(Files.exists(file));
    JobLock.tryLock(file).orElseThrow().abandon();
    assertTrue(Files.exists(file), "as a killed process leaves it");
    JobLock.tryLock(file).orElseThrow().close();
    assertFalse(Files.exists(file));
  }

  @Test
  void thereIsNeverASecondHolder() throws Exception {
    Path file = folder.resolve(".a.running");
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread = new Thread(() -> compete(file, holders, most), "holder-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(60));
    }
    assertEquals(1, most.get());
    assertFalse(Files.exists(file));
  }

  private static void compete(Path file, AtomicInteger holders, AtomicInteger most) {
    for (int round = 0; round < ROUNDS; round++) {
      try {
        Optional<JobLock> lock = JobLock.tryLock(file);
        if (lock.isPresent()) {
          most.accumulateAndGet(holders.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          holders.decrementAndGet();
          lock.get().close();
        }
      } catch (IOException failed) {
        most.set(-1);
      }
    }
  }
}
