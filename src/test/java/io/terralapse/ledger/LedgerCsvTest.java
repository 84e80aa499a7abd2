package io.terralapse.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Displacement;
import io.terralapse.model.Shift;
import io.terralapse.testkit.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerCsvTest {
  @TempDir Path folder = Path.of("");

  private String text(Ledger ledger) throws IOException {
    Path file = folder.resolve("a.ledger.csv");
    LedgerCsv.write(ledger, file);
    return Files.readString(file);
  }

  @Test
  void everySceneIsALineUnderTheHeader() throws IOException {
    String text = text(Ledgers.ledger(true));
    List<String> lines = Arrays.asList(text.split("\r\n", -1));
    assertEquals(4, lines.size(), text);
    assertEquals("", lines.get(3));
    assertEquals(
        "id,acquisitionId,sensor,acquired,dateSource,status,reason,frameIndex,startSeconds,"
            + "endSeconds,coveragePercent,cloudPercent,cloudSource,filledPercent,shiftStatus,applied,"
            + "dxPx,dyPx,dxM,dyM,uncertaintyPx,model,confidence,residualPx,tiePoints,rejectedTiePoints,"
            + "closurePx,gain,assets,"
            + "detail",
        lines.get(0));
    assertEquals(
        "a,a,naip,2014-07-20,filename,used,,0,0.000,0.800,99.99,,,0.00,aligned,"
            + "true,1.2346,-2.0000,2.454,-3.975,0.0333,translation,0.988,0.2500,42,7,0.0612,1.010000,"
            + "private/north field/a.tif,",
        lines.get(1));
    assertEquals(
        "b,b,unknown,2015-01-02,manifest,dropped,coverage,,,,,12.34,mask,0.00,off,"
            + "false,0.0000,0.0000,0.000,0.000,0.0000,none,0.000,0.0000,0,0,0.0000,,private/b.tif,"
            + "b covers 3 % of the area.",
        lines.get(2));
  }

  @Test
  void foldersAreNotRevealedWhenTheLocationIsSecret() throws IOException {
    String text = text(Ledgers.ledger(false));
    assertTrue(text.contains(",1.010000,a.tif,"), text);
    assertFalse(text.contains("north field"), text);
  }

  @Test
  void numbersThatAreNoneAreEmptyAndNoZeroIsNegative() throws IOException {
    Shift odd =
        new Shift(
            Double.NaN,
            -0.00001,
            Double.POSITIVE_INFINITY,
            "none",
            0,
            0,
            0,
            0,
            0,
            Displacement.NONE,
            false,
            Shift.Status.REFUSED);
    String line = text(Ledgers.of(Ledgers.used("a", odd))).split("\r\n", -1)[1];
    assertTrue(
        line.contains(",refused,false,,0.0000,,0.000,,none,0.000,0.0000,0,0,0.0000,1.010000,"),
        line);
  }

  /** The id's cell in the table. */
  private String cell(String id) throws IOException {
    String text = text(Ledgers.of(Ledgers.dropped(id, "detail")));
    int start = text.indexOf("\r\n") + 2;
    // The line begins with id, acquisition id (the same) and sensor.
    int length = (text.indexOf(",unknown,", start) - start - 1) / 2;
    return text.substring(start, start + length);
  }

  @Test
  void textIsQuotedOnlyWhereRfc4180RequiresIt() throws IOException {
    for (String plain :
        List.of("", "plain text; yes", " a ", "#1", "!x", "'x", "東京", "a\tb", "~")) {
      assertEquals(plain, cell(plain));
    }
    assertEquals("\"a,b\"", cell("a,b"));
    assertEquals("\"say \"\"hi\"\"\"", cell("say \"hi\""));
    assertEquals("\"\"\"\"", cell("\""));
    assertEquals("\"two\nlines\"", cell("two\nlines"));
    assertEquals("\"two\r\nlines\"", cell("two\r\nlines"));
    assertEquals("\"a,\\b\"", cell("a,\\b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"})
  void textThatASpreadsheetWouldRunGetsAnApostrophe(String formula) throws IOException {
    String cell = cell(formula);
    String content = cell.startsWith("\"") ? cell.substring(1, cell.length() - 1) : cell;
    assertEquals("'" + formula, content);
  }

  @Test
  void aFormulaIsQuotedAsWell() throws IOException {
    assertEquals("\"'=HYPERLINK(\"\"x\"\",1)\"", cell("=HYPERLINK(\"x\",1)"));
  }

  @Test
  void namesAndDetailsOfStrangersFilesAreMadeSafe() throws IOException {
    String text = text(Ledgers.of(Ledgers.dropped("=2+3,\"x\"", "@SUM(1),\nnext")));
    String expected = "\"'=2+3,\"\"x\"\"\"";
    assertTrue(text.contains("\r\n" + expected + "," + expected + ",unknown,"), text);
    assertTrue(text.endsWith(",\"'@SUM(1),\nnext\"\r\n"), text);
  }
}
