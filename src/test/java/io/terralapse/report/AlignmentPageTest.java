package io.terralapse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.SequenceAlignment;
import io.terralapse.align.core.TiePoint;
import io.terralapse.model.Displacement;
import io.terralapse.model.Shift;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlignmentPageTest {
  private static final byte[] PIXELS = {1, 2, 3};

  private static AlignedDate date(
      String id, String text, int day, Shift.Status status, String reason) {
    boolean aligned = status == Shift.Status.ALIGNED;
    Shift shift =
        new Shift(
            aligned ? 1.25 : 0,
            aligned ? -0.5 : 0,
            0.04,
            aligned ? "translation" : "none",
            0.9,
            0.2,
            40,
            3,
            0.03,
            Displacement.NONE,
            aligned,
            status);
    return new AlignedDate(
        id,
        text,
        Instant.parse("2020-01-01T00:00:00Z").plusSeconds(86_400L * day),
        shift,
        reason,
        PIXELS,
        PIXELS,
        List.of(new TiePoint(100, 50, 1.35, -0.5, true), new TiePoint(-90, 700, 4, 4, false)));
  }

  private static AlignmentReport report(String title, List<AlignedDate> dates) {
    List<SequenceAlignment.Pair> edges = new ArrayList<>();
    for (AlignedDate date : dates) {
      if (!date.isReference() && !dates.isEmpty()) {
        edges.add(PagePairs.pair("first", date.id(), !date.isRefused(), date.reason()));
      }
    }
    return new AlignmentReport(
        title, "first", "first is named", 10, 640, 360, dates, edges, "1.2.3");
  }

  private static String page(AlignmentReport report) throws IOException {
    StringWriter out = new StringWriter();
    AlignmentPage.write(report, out);
    return out.toString();
  }

  private static List<AlignedDate> three() {
    return List.of(
        date("first", "1 January 2020", 0, Shift.Status.REFERENCE, ""),
        date("second", "9 March 2020", 68, Shift.Status.ALIGNED, ""),
        date("third", "2 May 2021", 487, Shift.Status.REFUSED, "too few windows agree: 4 of 80"));
  }

  @Test
  void showsTheResultOfEveryDate() throws IOException {
    String page = page(report("Lakes", three()));
    assertTrue(page.contains("2 of 3 dates are aligned, to within 0.04 pixels."), page);
    assertTrue(page.contains("The reference is 1 January 2020: it is named."), page);
    assertTrue(page.contains("One date could not be aligned reliably"), page);
    assertTrue(page.contains("too few windows agree: 4 of 80"), page);
    assertTrue(
        page.contains("Its content was 1.35 pixels (13.5 m) off; the video corrects this."), page);
    assertEquals(3, page.split("<article", -1).length - 1);
    assertTrue(page.contains(Base64.getEncoder().encodeToString(PIXELS)), "pictures");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reference aligned | Both dates are aligned, to within 0.04 pixels.",
        "reference aligned aligned | All 3 dates are aligned, to within 0.04 pixels.",
        "aligned | The date is aligned, to within 0.04 pixels.",
        "aligned refused | 1 of 2 dates is aligned, to within 0.04 pixels.",
        "reference refused | The other date could not be aligned.",
        "reference refused refused | None of the other 2 dates could be aligned.",
        "refused | The date could not be aligned.",
        "refused refused | None of the 2 dates could be aligned.",
        "off off | Alignment is off."
      })
  void theHeadlineCountsDatesInCorrectEnglish(String statuses, String headline) throws IOException {
    List<AlignedDate> dates = new ArrayList<>();
    for (String status : statuses.split(" ", -1)) {
      dates.add(
          date(
              "d" + dates.size(),
              "2020-01-0" + (1 + dates.size()),
              0,
              Shift.Status.valueOf(status.toUpperCase(Locale.ROOT)),
              ""));
    }
    String page = page(report("Lakes", dates));
    assertTrue(page.contains("<h1>" + headline + "</h1>"), page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onload='alert(1)",
        "]]></svg><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "{{{script}}}"
      })
  void valuesAreEscapedEverywhere(String hostile) throws IOException {
    AlignedDate odd = date(hostile, hostile, 3, Shift.Status.REFUSED, hostile);
    AlignmentReport report =
        new AlignmentReport(
            hostile,
            hostile,
            hostile,
            Double.NaN,
            640,
            360,
            List.of(odd, date("b", hostile, 900, Shift.Status.ALIGNED, hostile)),
            List.of(PagePairs.pair(hostile, "b", false, hostile)),
            hostile);
    String page = page(report);
    assertEquals(1, page.split("<script", -1).length - 1, "only the page's own script");
    assertFalse(page.contains("<img src=x"), page);
    assertFalse(page.contains("' onload='"), page);
  }

  @Test
  void makesNoNetworkRequests() throws IOException {
    String page = page(report("Lakes", three()));
    assertTrue(page.contains("default-src 'none'; img-src data:"), page);
    assertFalse(Pattern.compile("(src|href)=\"(?!data:|#)").matcher(page).find(), page);
    assertFalse(page.contains("http:") || page.contains("https:"), page);
  }

  @Test
  void thePolicyHasTheHashOfTheScript() throws Exception {
    String page = page(report("Lakes", three()));
    Matcher named =
        Pattern.compile("script-src '(sha256-[^']+)'").matcher(page.replace("&#x3D;", "="));
    Matcher script = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(page);
    assertTrue(named.find() && script.find());
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
    assertEquals("sha256-" + Base64.getEncoder().encodeToString(digest), named.group(1));
  }

  @Test
  void isTheSameForTheSameReport() throws IOException {
    assertEquals(page(report("Lakes", three())), page(report("Lakes", three())));
  }

  @Test
  void emptySequencesAndSingleDatesHaveTheirOwnHeadline() throws IOException {
    assertTrue(page(report("Lakes", List.of())).contains("There are no dates to align."));
    String one = page(report("Lakes", three().subList(0, 1)));
    assertTrue(one.contains("There is only one date, so nothing to align."), one);
    assertFalse(one.contains("<h2>How far each date was off"), one);
  }

  @Test
  void aVideoWithoutTitleHasAPageWithTitle() throws IOException {
    assertTrue(page(report("", three())).contains("<title>Alignment</title>"));
    assertTrue(page(report("Lakes", three())).contains("<title>Lakes: alignment</title>"));
  }

  @Test
  void theGraphHasEachDateAndEachPairOnce() throws IOException {
    AlignmentReport report = report("Lakes", three());
    List<SequenceAlignment.Pair> twice = new ArrayList<>(report.edges());
    twice.addAll(report.edges());
    String page =
        page(
            new AlignmentReport(
                "Lakes", "first", "", 10, 640, 360, report.dates(), twice, "1.2.3"));
    assertEquals(3, page.split("<circle class=\"node", -1).length - 1);
    assertEquals(2, page.split("<path class=\"arc", -1).length - 1);
    assertTrue(page.contains("2 pairs of dates were compared; one was rejected."), page);
    assertTrue(page.contains("<td>rejected: too few windows agree: 4 of 80</td>"), page);
  }

  @Test
  void theLongestPairFillsTheHeightOfTheGraph() throws IOException {
    // Two of three dates close to each other: the last one has no pair that is used.
    List<AlignedDate> dates = three();
    AlignmentReport all = report("Lakes", dates);
    AlignmentReport near =
        new AlignmentReport(
            "Lakes", "first", "", 10, 640, 360, dates, all.edges().subList(0, 1), "1.2.3");
    Matcher arc =
        Pattern.compile("class=\"arc[^\"]*\" d=\"M\\S+ \\S+ Q\\S+ (\\S+)").matcher(page(near));
    assertTrue(arc.find());
    // The control point is as far above the peak as the peak is above the line.
    assertEquals(205 - 2 * 180, Double.parseDouble(arc.group(1)));
  }

  @Test
  void aReferenceThatIsNotInTheVideoIsInTheGraph() throws IOException {
    String page = page(report("Lakes", three().subList(1, 3)));
    assertEquals(3, page.split("<circle class=\"node", -1).length - 1);
    assertTrue(page.contains("first: the reference, not part of the video"), page);
  }

  @Test
  void unknownValuesAreADashWithoutUnit() throws IOException {
    String page = page(report("Lakes", three()));
    assertFalse(page.contains("– px"), page);
    assertFalse(page.contains("0 of 0"), page);
  }

  @Test
  void windowsAtTheEdgeAreNotCut() {
    VoteOverlay stage = new VoteOverlay(report("Lakes", three()), three().get(0));
    String[] box = String.valueOf(stage.content().get("viewBox")).split(" ", -1);
    // One window is 90 px left of the frame, one 700 px down, where 216 px of context are shown.
    assertTrue(stage.hasContext());
    assertTrue(Double.parseDouble(box[0]) < -100 && Double.parseDouble(box[0]) > -120, box[0]);
    assertEquals(0, Double.parseDouble(box[1]), 1e-9);
    List<?> arrows = (List<?>) Objects.requireNonNull(stage.content().get("arrows"));
    assertEquals(1, arrows.size());
  }

  @Test
  void everyTagIsClosed() throws IOException {
    String page = page(report("Lakes", three())).replaceAll("(?s)<(style|script)>.*?</\\1>", "");
    List<String> open = new ArrayList<>();
    Matcher tag = Pattern.compile("<(/?)([a-z][a-z0-9]*)([^>]*?)(/?)>").matcher(page);
    while (tag.find()) {
      String name = tag.group(2);
      if (tag.group(4).isEmpty() && !List.of("meta", "img").contains(name)) {
        if (tag.group(1).isEmpty()) {
          open.add(name);
        } else {
          assertEquals(open.remove(open.size() - 1), name);
        }
      }
    }
    assertEquals(List.of(), open);
  }

  @Test
  void stepsAreRound() {
    assertEquals(0.5, ShiftPlot.step(1.4), 1e-12);
    assertEquals(0.2, ShiftPlot.step(0.9), 1e-12);
    assertEquals(10, ShiftPlot.step(43), 1e-12);
  }
}
