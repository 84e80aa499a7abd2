package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Issue;
import io.terralapse.testkit.Slow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ledger that was altered after it was published is found by verify, and rendered again. */
@Slow
class AlteredLedgerTest {
  private static final RunOptions[] HEALING = {TinyJob.PLAIN, TinyJob.IF_CHANGED};

  @TempDir Path folder = Path.of("");
  private TinyJob job;
  private Path json = Path.of("");
  private Path csv = Path.of("");
  private String published = "";
  private String table = "";

  @BeforeEach
  void publish() throws Exception {
    job = new TinyJob(folder, 3);
    job.render(TinyJob.PLAIN, TinyJob.ALIGNED);
    json = job.output("job.ledger.json");
    csv = job.output("job.ledger.csv");
    published = Files.readString(json);
    table = Files.readString(csv);
  }

  private VerifyResult verify() throws Exception {
    return new TimelapseJobs().verify(job.request(TinyJob.PLAIN, TinyJob.ALIGNED), 0);
  }

  private void assertRendersAgain(RunOptions options) throws Exception {
    RenderResult again = job.render(options, TinyJob.ALIGNED);
    assertEquals("rendered", again.status());
    assertTrue(again.changes().why().contains("altered"), again.changes().why());
    assertEquals(published, Files.readString(json));
    assertEquals(table, Files.readString(csv));
    assertEquals("identical", verify().status());
    assertEquals("unchanged", job.render(options, TinyJob.ALIGNED).status());
  }

  private void assertOnly(String code, String words) throws Exception {
    List<Issue> differences = verify().differences();
    assertEquals(1, differences.size(), differences.toString());
    assertEquals(code, differences.get(0).code());
    String sentence = differences.get(0).sentence();
    assertTrue(sentence.contains(words), sentence);
    assertTrue(sentence.contains("terralapse render"), sentence);
  }

  @Test
  void theTableIsAPublishedFile() throws Exception {
    for (RunOptions options : HEALING) {
      Files.delete(csv);
      assertOnly("output", "job.ledger.csv is missing");
      assertRendersAgain(options);
      Files.writeString(csv, table.replaceFirst("used", "USED"));
      assertOnly("output", "job.ledger.csv has other content");
      assertRendersAgain(options);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dxPx,12.5",
    "cloudPercent,3.25",
    "coveragePercent,50",
    "gain,1.75",
    "startSeconds,0.5"
  })
  void alteredNumbersAreFoundAndWrittenAgain(String property, String number) throws Exception {
    for (RunOptions options : HEALING) {
      alter("(\"" + property + "\" : )(null|-?[0-9.]+)", "$1" + number);
      assertOnly("ledger", "job.ledger.json was altered");
      assertRendersAgain(options);
    }
  }

  @Test
  void anAlteredDateIsFoundAndWrittenAgain() throws Exception {
    for (RunOptions options : HEALING) {
      alter("(\"acquired\" : \")\\d{4}", "$11999");
      List<String> codes = verify().differences().stream().map(Issue::code).toList();
      assertEquals(List.of("ledger", "scene-changed"), codes);
      assertRendersAgain(options);
    }
  }

  @Test
  void aLedgerOfAnEarlierVersionHasNoHashOfItself() throws Exception {
    String listed = "(?s),\\s*\\{\\s*\"file\" : \"job.ledger.csv\".*?\\}";
    String earlier = job.earlierLedger().replaceFirst(listed, "");
    assertFalse(earlier.contains("ledger.csv"), earlier);
    Files.writeString(json, earlier);
    assertEquals("identical", verify().status(), verify().toString());
    assertEquals("unchanged", job.render(TinyJob.PLAIN, TinyJob.ALIGNED).status());
    assertEquals("unchanged", job.render(TinyJob.IF_CHANGED, TinyJob.ALIGNED).status());
  }

  private void alter(String pattern, String replacement) throws Exception {
    String altered = published.replaceFirst(pattern, replacement);
    assertNotEquals(published, altered, pattern);
    Files.writeString(json, altered);
  }
}
