package io.terralapse.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.terralapse.testkit.RecordedProgress;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StageLogTest {
  private static final Pattern ROW =
      Pattern.compile("  (\\S+) +([0-9.]+) s +([0-9.]+) % +([0-9.]+) MiB read");

  private final Logger logger = (Logger) LoggerFactory.getLogger(StageLog.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final AtomicLong bytes = new AtomicLong();
  private final RecordedProgress display = new RecordedProgress();

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
  }

  @AfterEach
  void stopListening() {
    logger.setLevel(null);
    logger.setAdditive(true);
    logger.detachAppender(logged);
  }

  private record Row(String name, double seconds, double percent, double mib) {}

  private List<String> lines() {
    return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** The rows of the table, which is the last message. */
  private List<Row> table() {
    ILoggingEvent last = logged.list.get(logged.list.size() - 1);
    assertEquals(Level.INFO, last.getLevel());
    String text = last.getFormattedMessage();
    assertTrue(text.startsWith("where the time went:"), text);
    List<Row> rows = new ArrayList<>();
    Matcher row = ROW.matcher(text);
    while (row.find()) {
      rows.add(
          new Row(
              row.group(1),
              Double.parseDouble(row.group(2)),
              Double.parseDouble(row.group(3)),
              Double.parseDouble(row.group(4))));
    }
    return rows;
  }

  /** Three stages of which the second takes at least 60 ms and reads 3 MiB. */
  private void runThreeStages(boolean first) throws InterruptedException {
    try (StageLog log = new StageLog(display, bytes::get, first)) {
      bytes.addAndGet(1 << 20);
      log.stage("reading", 2);
      log.step();
      log.step();
      Thread.sleep(60);
      bytes.addAndGet(3 << 20);
      log.stage("drawing", 1);
      log.step();
      log.note("a line");
    }
  }

  @Test
  void secondsAndBytesOfTheStagesAddUpToTheTotal() throws InterruptedException {
    runThreeStages(false);
    List<Row> rows = table();
    assertEquals(
        List.of("starting", "reading", "drawing", "total"), rows.stream().map(Row::name).toList());
    Row total = rows.get(3);
    List<Row> stages = rows.subList(0, 3);
    assertEquals(total.seconds, stages.stream().mapToDouble(Row::seconds).sum(), 0.025);
    assertTrue(rows.get(1).seconds >= 0.06, total.toString());
    assertEquals(100, total.percent);
    assertTrue(rows.get(1).percent > 20, rows.toString());
    assertEquals(List.of(1.0, 3.0, 0.0, 4.0), rows.stream().map(Row::mib).toList());
  }

  @Test
  void theFirstRunIncludesTheStartOfTheProcess() throws InterruptedException {
    runThreeStages(true);
    double uptime = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
    Row starting = table().get(0);
    // The process is a little older than the virtual machine says of itself.
    assertTrue(starting.seconds > 0.5 * uptime, starting + " of " + uptime);
  }

  @Test
  void everyStageIsLoggedWithItsStepsWhenItEnds() throws InterruptedException {
    runThreeStages(false);
    List<String> lines = lines();
    assertEquals(4, lines.size(), lines.toString());
    assertTrue(lines.get(0).matches("starting: [0-9.]+ s, 1\\.0 MiB read, .*"), lines.get(0));
    assertTrue(lines.get(1).matches("reading: 2 steps in 0\\.[0-9]{2} s, 3\\.0 MiB read, .*"));
    assertTrue(lines.get(2).matches("drawing: 1 step in [0-9.]+ s, 0\\.0 MiB read, .*"));
  }

  @Test
  void progressIsForwardedToTheDisplay() throws InterruptedException {
    runThreeStages(false);
    assertEquals(
        List.of("stage reading 2", "step", "step", "stage drawing 1", "step", "note a line"),
        display.calls());
  }

  @Test
  void aStageThatIsRepeatedSaysSo() {
    try (StageLog log = new StageLog(display, bytes::get, false)) {
      log.stage("aligning", 2);
      log.stage("drawing", 1);
      log.stage("aligning", 2);
      new OneStage("reading the reference image", log).stage("reading", 1);
    }
    assertEquals(
        List.of(
            "stage aligning 2",
            "stage drawing 1",
            "stage aligning again 2",
            "stage reading the reference image 1"),
        display.calls());
  }

  @Test
  void closingTwiceLogsOneTable() {
    StageLog log = new StageLog(display, bytes::get, false);
    log.close();
    log.close();
    assertEquals(2, lines().size());
  }

  @Test
  void nothingIsFormattedBelowTheLevelInfo() throws InterruptedException {
    logger.setLevel(Level.WARN);
    runThreeStages(false);
    assertEquals(List.of(), lines());
  }

  @Test
  void thePeakOfTheProcessIsMoreThanItsHeapWhereTheSystemReportsIt() {
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    StageLog.peakBytes().ifPresent(peak -> assertTrue(peak > used, peak + " of " + used));
  }
}
