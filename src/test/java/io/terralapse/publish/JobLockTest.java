package io.terralapse.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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

  /** Between locking a file and writing to it, a holder may be stopped for a while. */
  @Test
  void aHolderThatHasJustLockedTheFileIsWaitedFor() throws Exception {
    Path file = Files.write(folder.resolve(".a.running"), new byte[2000]);
    RunIdentity other = new RunIdentity(12, "elsewhere", "2024-01-05T10:20:30Z");
    Thread late =
        new Thread(
            () -> {
              try {
                TimeUnit.MILLISECONDS.sleep(60);
                Files.write(file, other.bytes());
              } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
              }
            },
            "late");
    late.start();
    assertEquals(Optional.of(other), JobLock.findHolder(file));
    late.join();
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

  @Test
  void theHolderIsNamedAndAFailedAttemptLeavesItsLock() throws Exception {
    Path file = folder.resolve(".a.running");
    try (JobLock lock = JobLock.tryLock(file).orElseThrow()) {
      assertTrue(JobLock.tryLock(file).isEmpty());
      RunIdentity holder = JobLock.findHolder(file).orElseThrow();
      assertEquals(ProcessHandle.current().pid(), holder.process());
      // Another process still finds it locked, and reads who has locked it.
      assertEquals("locked", tryInAnotherProcess(file));
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file), 0, RunIdentity.MAX_BYTES);
      assertEquals(Optional.of(holder), RunIdentity.parse(bytes));
      lock.abandon();
    }
    assertEquals("free", tryInAnotherProcess(file));
  }

  /** The file of a run that was killed, whatever it says of itself. */
  @Test
  void neitherProcessNumberNorHostNorClockKeepsAJobLocked() throws Exception {
    Path file = folder.resolve(".a.running");
    String clock = "2999-01-01T00:00:00Z";
    for (RunIdentity dead :
        List.of(
            // Its number is now that of a process that runs, this one.
            new RunIdentity(ProcessHandle.current().pid(), "here", clock),
            new RunIdentity(1, "another-host", clock))) {
      Files.write(file, dead.bytes());
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse(clock)));
      JobLock.tryLock(file).orElseThrow().close();
    }
    Files.writeString(file, "no identity");
    assertEquals(Optional.empty(), JobLock.findHolder(file));
    JobLock.tryLock(file).orElseThrow().close();
  }

  private static String tryInAnotherProcess(Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockAttempt.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      String last = output.lines().reduce((a, b) -> b).orElse("");
      process.waitFor();
      return last;
    }
  }

  /** Tries to lock a file. */
  static final class LockAttempt {
    private LockAttempt() {}

    @SuppressWarnings("SystemOut") // its result
    public static void main(String[] files) throws IOException {
      System.out.println(JobLock.tryLock(Path.of(files[0])).isPresent() ? "free" : "locked");
    }
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
