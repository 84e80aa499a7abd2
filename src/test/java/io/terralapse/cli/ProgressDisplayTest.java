package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** A bar on a terminal, a line for each stage elsewhere, nothing when quiet. */
class ProgressDisplayTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err));

  private String shown() {
    return err.toString().replace(System.lineSeparator(), "\n");
  }

  private static void run(ProgressDisplay display) {
    display.stage("reading", 2);
    display.step();
    display.note("a note");
    display.step();
    display.stage("publishing", 1);
    display.step();
    display.stage("comparing", 0);
    display.end();
  }

  @Test
  void stagesAreLinesWithTheirNumberOfSteps() {
    run(new ProgressDisplay(terminal, ProgressDisplay.Style.LINES));
    assertEquals("reading (2)\na note\npublishing\ncomparing\n", shown());
    assertEquals("", out.toString(), "results only are on stdout");
  }

  @Test
  void aLongStageSaysHowFarItIsEveryTenSeconds() {
    ProgressDisplay display = new ProgressDisplay(terminal, ProgressDisplay.Style.LINES);
    display.stage("aligning", 69);
    display.step();
    display.step();
    display.period();
    display.stage("finding scenes", 0);
    display.period();
    display.period();
    display.end();
    assertEquals(
        "aligning (69)\naligning: 2 of 69\nfinding scenes\nfinding scenes: 10 s\nfinding scenes:"
            + " 20 s\n",
        shown());
  }

  @Test
  void quietShowsNothingButLogLines() {
    ProgressDisplay display = new ProgressDisplay(terminal, ProgressDisplay.Style.NONE);
    run(display);
    assertEquals("", shown());
    display.print("ERROR Reader: it failed\n");
    assertEquals("ERROR Reader: it failed\n", shown());
  }

  @Test
  void linesAreShownAboveTheBar() {
    ProgressDisplay display = new ProgressDisplay(terminal, ProgressDisplay.Style.BAR);
    display.note("before");
    display.stage("reading", 2);
    display.note("during");
    display.step();
    display.end();
    display.note("after");
    display.end();
    assertEquals("before\n\r\u001b[Kduring\nafter\n", shown(), "the bar is erased for a line");
  }

  @Test
  void withoutATerminalThereIsNoBar() {
    String before = System.getProperty("terralapse.terminal");
    System.clearProperty("terralapse.terminal");
    try {
      run(ProgressDisplay.of(terminal, false));
      assertTrue(shown().startsWith("reading (2)\n"), shown());
      err.getBuffer().setLength(0);
      run(ProgressDisplay.of(terminal, true));
      assertEquals("", shown());
    } finally {
      if (before != null) {
        System.setProperty("terralapse.terminal", before);
      }
    }
  }
}
