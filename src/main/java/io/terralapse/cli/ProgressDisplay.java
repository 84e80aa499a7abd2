package io.terralapse.cli;

import io.terralapse.run.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar on a terminal, a line a stage elsewhere, nothing when quiet. Steps may come from several
 * threads.
 */
final class ProgressDisplay implements Progress {

  /** How progress is shown. */
  enum Style {
    BAR,
    LINES,
    NONE
  }

  private final Terminal terminal;
  private final Style style;
  private @Nullable ProgressBar bar;

  ProgressDisplay(Terminal terminal, Style style) {
    this.terminal = terminal;
    this.style = style;
  }

  /**
   * The launcher knows whether stderr is a terminal; Java itself can only tell of stdin and stdout
   * together.
   */
  static ProgressDisplay of(Terminal terminal, boolean quiet) {
    boolean dumb =
        !Boolean.getBoolean("terralapse.terminal") || "dumb".equals(System.getenv("TERM"));
    return new ProgressDisplay(terminal, quiet ? Style.NONE : dumb ? Style.LINES : Style.BAR);
  }

  @Override
  public synchronized void stage(String name, int total) {
    end();
    if (style == Style.LINES) {
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
      terminal.remark(line);
    }
  }

  synchronized void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
