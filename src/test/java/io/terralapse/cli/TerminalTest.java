package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is printed is a line, whatever a file is called. */
class TerminalTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err));

  @Test
  void nothingPrintedControlsTheTerminal() {
    terminal.line("2020-01-01  \u001b]0;owned\u0007\nwarning\u202e.tif");
    terminal.remark("\u009b2Jscene");
    new ProgressDisplay(terminal, ProgressDisplay.Style.LINES).print("10:00 \u001b[1mlog\n");

    assertEquals("2020-01-01   ]0;owned  warning .tif\n", out.toString());
    assertEquals(" 2Jscene\n10:00  [1mlog\n", err.toString());
  }

  private record Values(Optional<String> text, OptionalDouble number, double plain) {}

  @Test
  void jsonHasNullForWhatIsNotThere() {
    terminal.json(new Values(Optional.of("a"), OptionalDouble.of(1.5), Double.NaN));
    terminal.json(new Values(Optional.empty(), OptionalDouble.empty(), 2));
    assertEquals(
        """
        {"text":"a","number":1.5,"plain":null}
        {"text":null,"number":null,"plain":2.0}
        """,
        out.toString());
  }
}
