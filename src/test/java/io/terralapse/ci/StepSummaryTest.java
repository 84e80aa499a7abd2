package io.terralapse.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSummaryTest {
  /** Elements that the summary makes itself. */
  private static final Pattern OWN =
      Pattern.compile(
          "</?(?:code|details|summary)>|<img src=\"[^\"<>]*\" width=\"240\" alt=\"[^\"<>]*\">");

  @TempDir Path folder = Path.of("");

  @Test
  void newDatesChangedFramesAndDroppedScenesAreListed() {
    String text =
        StepSummary.text(
            Reports.rendered(
                folder,
                Optional.empty(),
                Reports.dropped("two", "two has 80 percent cloud."),
                Reports.failed("three", "three cannot be read.")));
    assertTrue(text.startsWith("### Terralapse: job\n\n**Rendered** 2 frames, 2.8 s. "), text);
    assertTrue(
        text.contains("| 2024-06-01 | <code>last</code> | 0.8 s | <code>job-poster.jpg</code> |"),
        text);
    assertTrue(text.contains("| 2023-05-01 | <code>old</code> | look, shift |"), text);
    assertTrue(text.contains("Dropped by rules: 1 cloud"), text);
    assertTrue(text.contains("| <code>two</code> | cloud | two has 80 percent cloud. |"), text);
    assertTrue(text.contains("three cannot be read."), text);
    assertFalse(text.contains("<img"), "without an address there is no picture");
  }

  @Test
  void withAnAddressTheNewestFrameIsShown() {
    String text =
        StepSummary.text(
            Reports.rendered(folder, Optional.of(URI.create("https://example.org/a"))));
    Matcher picture = Pattern.compile("<img src=\"([^\"]*)\"").matcher(text);
    assertTrue(picture.find(), text);
    String address = decoded(picture.group(1));
    assertTrue(address.matches("https://example\\.org/a/job-poster\\.jpg\\?[0-9a-f]+"), address);
    assertFalse(picture.find(), "the poster shows one date only");
    assertFalse(text.contains("data:"), "GitHub removes such addresses");
  }

  @Test
  void aPosterOfTheFirstFrameIsDescribedAsThat() {
    Optional<URI> base = Optional.of(URI.create("https://example.org/a"));
    String text = StepSummary.text(Reports.withFirstFrame(folder, base));
    assertTrue(text.contains("| 0.0 s | <img "), "the row of the first frame: " + text);
    assertTrue(text.contains("alt=\"2024-05-01\""), text);
    assertTrue(text.contains("| 0.8 s | in the video |"), text);

    RunReport report = Reports.appended(folder, base, Reports.used("first"));
    text = StepSummary.text(report);
    assertTrue(text.contains("| 0.8 s | in the video |"), text);
    assertTrue(text.contains("The poster shows the first frame, 2024-05-01:\n\n<img "), text);
    assertTrue(text.contains("alt=\"2024-05-01\""), text);
    assertFalse(text.contains("alt=\"2024-06-01\""), text);
  }

  @Test
  void hostileNamesMakeNoMarkup() {
    String text =
        StepSummary.text(
            Reports.rendered(
                folder, Optional.empty(), Reports.failed(Reports.HOSTILE, Reports.HOSTILE)));
    String rest = OWN.matcher(text).replaceAll("");
    assertFalse(rest.contains("<") || rest.contains("`") || rest.contains("@"), rest);
    assertEquals(-1, rest.indexOf('\u202e'));
    assertTrue(
        rest.lines().filter(line -> line.startsWith("#")).allMatch(l -> l.startsWith("###")), rest);
    for (String line : text.lines().filter(l -> l.startsWith("| ")).toList()) {
      int cells = line.split("\\|", -1).length - 2;
      assertTrue(cells == 3 || cells == 4, line);
    }
    assertTrue(decoded(text).contains("<img src=x onerror=alert(1)>"), "the name can be read");
  }

  @Test
  void theSummaryStaysBelowTheLimitOfAStep() {
    SceneVerdict[] many =
        IntStream.range(0, 5000)
            .mapToObj(i -> Reports.failed("<".repeat(500) + i, "<".repeat(2000)))
            .toArray(SceneVerdict[]::new);
    String text = StepSummary.text(Reports.rendered(folder, Optional.empty(), many));
    assertTrue(text.getBytes(StandardCharsets.UTF_8).length < 1 << 20);
    assertTrue(text.contains("4940 more; the ledger has all of them."), "says what is left out");
  }

  @Test
  void aFailureIsSummarised() {
    String text = StepSummary.text(Reports.refused(folder, "No date is left."));
    assertTrue(text.contains("**Failed** (exit code 3): No date is left."), text);
  }

  private static String decoded(String text) {
    return Pattern.compile("&#(\\d+);")
        .matcher(text)
        .replaceAll(
            m -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1)))));
  }
}
