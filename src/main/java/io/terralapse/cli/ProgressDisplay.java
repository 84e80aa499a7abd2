package io.terralapse.cli;

import io.terralapse.model.PrintableText;
import io.terralapse.run.Progress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar on a terminal; elsewhere a line per stage, and another one every ten seconds while it
 * lasts; nothing when quiet. Steps may come from several threads.
 */
final class ProgressDisplay implements Progress {

  /** How progress is shown. */
  enum Style {
    BAR,
    LINES,
    NONE
  }

  /** Carriage return, then ECMA-48's EL: erase to the end of the line. */
  private static final String ERASE_LINE = "\r\u001b[K";

  /** Seconds between the lines of a stage. */
  private static final int PERIOD_SECONDS = 10;

  private final Terminal terminal;
  private final Style style;
  private @Nullable ProgressBar bar;
  private @Nullable ScheduledExecutorService timer;
  private String stage = "";
  private int total;
  private int done;
  private int periods;

  ProgressDisplay(Terminal terminal, Style style) {
    this.terminal = terminal;
    this.style = style;
  }

  /**
   * The launcher says whether stderr is a terminal; Java only knows whether stdin and stdout both
   * are.
   */
  static ProgressDisplay of(Terminal terminal, boolean quiet) {
    boolean dumb =
        !Boolean.getBoolean("terralapse.terminal") || "dumb".equals(System.getenv("TERM"));
    return new ProgressDisplay(terminal, quiet ? Style.NONE : dumb ? Style.LINES : Style.BAR);
  }

  @Override
  public synchronized void stage(String name, int total) {
    end();
    this.stage = name;
    this.total = total;
    this.done = 0;
    this.periods = 0;
    // A bar of one step, or of an unknown number, shows nothing that its name does not.
    if (style == Style.LINES || (style == Style.BAR && total <= 1)) {
      terminal.remark(name + (total > 1 ? " (" + total + ")" : ""));
      startTimer();
    } else if (style == Style.BAR) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(100)
              .build();
    }
  }

  private void startTimer() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> unused =
        started.scheduleAtFixedRate(
            () -> period(started), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    timer = started;
  }

  private synchronized void period(ScheduledExecutorService from) {
    if (from == timer) {
      period();
    }
  }

  /** Another ten seconds of the current stage have passed. */
  synchronized void period() {
    periods++;
    terminal.remark(
        total > 1
            ? stage + ": " + done + " of " + total
            : stage + ": " + periods * PERIOD_SECONDS + " s");
  }

  @Override
  public synchronized void step() {
    done++;
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public synchronized void note(String line) {
    if (style != Style.NONE) {
      print(line + System.lineSeparator());
    }
  }

  /**
   * Prints lines above the bar, if there is one: it is erased, and drawn again below them.
   *
   * @param lines whole lines, with their ends
   */
  synchronized void print(String lines) {
    String printable = PrintableText.lines(lines);
    terminal.raw(bar == null ? printable : ERASE_LINE + printable);
    if (bar != null) {
      bar.refresh();
    }
  }

  synchronized void end() {
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
    }
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
