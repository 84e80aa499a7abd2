package io.terralapse.cli;

import io.terralapse.run.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar on a terminal, a line per stage elsewhere, nothing when quiet. Steps may come from several
 * threads.
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

  private final Terminal terminal;
  private final Style style;
  private @Nullable ProgressBar bar;

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
    // A bar of one step, or of an unknown number, shows nothing that its name does not.
    if (style == Style.LINES || (style == Style.BAR && total <= 1)) {
      terminal.remark(name + (total > 1 ? " (" + total + ")" : ""));
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

  @Override
  public synchronized void step() {
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
    terminal.raw(bar == null ? lines : ERASE_LINE + lines);
    if (bar != null) {
      bar.refresh();
    }
  }

  synchronized void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
