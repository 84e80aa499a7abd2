package io.terralapse.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the stages of a run and logs them: a line when one ends, and a table at the end whose
 * seconds add up to the wall time since the process started. Forwards progress to the display,
 * where a stage that is repeated says so. Thread-safe.
 */
public final class StageLog implements Progress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StageLog.class);
  private static final double MIB = 1 << 20;

  /** What a stage took. */
  private record Measured(String name, int steps, double seconds, long bytesRead) {}

  private final Progress display;
  private final LongSupplier bytesRead;
  private final long processNanos;
  private final List<Measured> stages = new ArrayList<>();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final AtomicInteger steps = new AtomicInteger();
  private String name = "starting";
  private long beganNanos;
  private long beganBytes;
  private boolean closed;

  /**
   * Begins with the stage {@code starting}, which includes the start of the process if this is its
   * first run.
   *
   * @param display receives stages, steps and notes
   * @param bytesRead bytes that have been read from scenes since the start of the run
   * @param first whether the time since the process started belongs to this run
   */
  public StageLog(Progress display, LongSupplier bytesRead, boolean first) {
    this.display = display;
    this.bytesRead = bytesRead;
    this.processNanos = System.nanoTime() - (first ? sinceProcessStart().toNanos() : 0);
    this.beganNanos = processNanos;
  }

  private static Duration sinceProcessStart() {
    Instant now = Instant.now();
    return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
  }

  @Override
  public void stage(String next, int total) {
    String shown = begun.add(next) ? next : next + " again";
    begin(shown);
    display.stage(shown, total);
  }

  private synchronized void begin(String next) {
    endStage();
    name = next;
    steps.set(0);
  }

  private void endStage() {
    long now = System.nanoTime();
    long bytes = bytesRead.getAsLong();
    Measured done = new Measured(name, steps.get(), (now - beganNanos) / 1e9, bytes - beganBytes);
    stages.add(done);
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{}: {}{} s, {} MiB read, peak memory {}",
          done.name(),
          done.steps() == 0 ? "" : done.steps() + (done.steps() == 1 ? " step in " : " steps in "),
          decimal(done.seconds(), 2),
          decimal(done.bytesRead() / MIB, 1),
          peakText());
    }
    beganNanos = now;
    beganBytes = bytes;
  }

  @Override
  public void step() {
    steps.incrementAndGet();
    display.step();
  }

  @Override
  public void note(String line) {
    display.note(line);
  }

  /** Ends the last stage and logs the table. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    endStage();
    if (LOG.isInfoEnabled()) {
      double total = (System.nanoTime() - processNanos) / 1e9;
      StringBuilder table = new StringBuilder("where the time went:");
      for (Measured stage : stages) {
        table.append(row(stage.name(), stage.seconds(), total, stage.bytesRead()));
      }
      table.append(row("total", total, total, bytesRead.getAsLong()));
      LOG.info("{}", table);
    }
  }

  private static String row(String name, double seconds, double total, long bytes) {
    return String.format(
        Locale.ROOT,
        "%n  %-28s %8.2f s %5.1f %% %9.1f MiB read",
        name,
        seconds,
        total > 0 ? 100 * seconds / total : 0,
        bytes / MIB);
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String peakText() {
    OptionalLong peak = peakBytes();
    return peak.isPresent() ? Math.round(peak.getAsLong() / MIB) + " MiB" : "unknown";
  }

  /**
   * Largest resident size of the process so far, native memory included.
   *
   * @return empty where the system does not tell (only Linux does)
   */
  public static OptionalLong peakBytes() {
    try {
      for (String line :
          Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("VmHWM:")) {
          return OptionalLong.of(Long.parseLong(line.replaceAll("[^0-9]", "")) << 10);
        }
      }
    } catch (IOException | NumberFormatException unavailable) {
      LOG.trace("no /proc/self/status", unavailable);
    }
    return OptionalLong.empty();
  }
}
