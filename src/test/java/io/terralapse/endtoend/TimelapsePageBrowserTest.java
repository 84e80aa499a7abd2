package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.HeadlessBrowser;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a time-lapse does in a browser what it says, whatever its texts contain. */
class TimelapsePageBrowserTest {
  private static final int DATES = 4;

  @TempDir static Path root = Path.of("");
  private static HostileJob hostile;
  private static HeadlessBrowser browser;
  private static Job job;

  @BeforeAll
  static void make() throws IOException {
    hostile =
        HostileJob.make(
            root,
            DATES,
            "title: \"" + HostileJob.TEXT + "\"",
            "subtitle: \"" + HostileJob.TEXT + "\"",
            "furniture: {credit: \"" + HostileJob.TEXT + "\"}",
            "outputs: {page: true, email: {picture: gif}, embed: true, captions: true}");
    browser = hostile.browser();
    job = hostile.job();
    job.run("render").exits(0);
  }

  @AfterAll
  static void end() throws IOException {
    if (hostile != null) {
      hostile.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    browser.viewport(1280, 900);
    browser.reducedMotion(false);
    open("");
  }

  private static void open(String fragment) throws IOException {
    browser.open(URI.create(job.output("job.html").toUri() + fragment));
    browser.await("video.readyState >= 1");
  }

  private static String text(String expression) throws IOException {
    return hostile.text(expression);
  }

  private static int shown() throws IOException {
    return browser
        .evaluate(
            "JSON.parse(data.textContent).frames.findIndex(one => one.date === now.textContent)")
        .asInt();
  }

  /** Waits until the video has arrived at what the page says is shown. */
  private static void assertShown(int index) throws IOException {
    assertEquals(index, shown());
    String frame = "JSON.parse(data.textContent).frames[" + index + "]";
    browser.await(
        "!video.seeking && video.currentTime >= "
            + frame
            + ".start && video.currentTime < "
            + frame
            + ".end");
    assertEquals(text("now.textContent"), text("scrubber.getAttribute('aria-valuetext')"));
  }

  private static void press(String key, int code) throws IOException {
    browser.evaluate("scrubber.focus()");
    browser.press(key, code);
  }

  @Test
  void theVideoPlaysFromDiskAndOnlyFilesBesideThePageAreRead() throws IOException {
    assertEquals(DATES, browser.evaluate("JSON.parse(data.textContent).frames.length").asInt());
    browser.click("#play");
    browser.await("now.textContent === JSON.parse(data.textContent).frames[1].date");
    browser.click("#play");
    assertTrue(browser.evaluate("video.paused").asBoolean());
    assertEquals(List.of(), browser.complaints());
    String folder = job.folder().resolve("output").toUri().toString();
    for (String address : browser.requests()) {
      assertTrue(address.startsWith("data:") || address.startsWith(folder), address);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"job.html", "job-email.html", "job-embed.html"})
  void hostileTextRunsNothing(String file) throws IOException {
    browser.open(job.output(file).toUri());
    browser.evaluate("new Promise(done => setTimeout(done, 200))");
    hostile.assertNothingRan();
    assertTrue(text("document.body.innerText").contains("onerror=window.hacked=1"));
  }

  @ParameterizedTest
  @CsvSource({
    "job.html, 1280", "job.html, 360",
    "job-email.html, 1280", "job-email.html, 360",
    "job-embed.html, 1280", "job-embed.html, 360"
  })
  void noRuleOfAccessibilityIsBroken(String file, int width) throws IOException {
    browser.open(job.output(file).toUri());
    hostile.assertAccessible(width, !file.equals("job.html"));
  }

  @Test
  void machinesReadTheHostileTitleUnchanged() throws IOException {
    String title =
        "JSON.parse(document.querySelector('[type=\"application/ld+json\"]').textContent)";
    assertEquals("VideoObject", text(title + "['@type']"));
    assertEquals(text("document.querySelector('h1').textContent"), text(title + ".name"));
  }

  @Test
  void keysStepThroughTheDates() throws IOException {
    press("Home", 36);
    assertShown(0);
    press("ArrowRight", 39);
    assertShown(1);
    press("ArrowUp", 38);
    assertShown(2);
    press("ArrowLeft", 37);
    assertShown(1);
    press("End", 35);
    assertShown(DATES - 1);
    press("ArrowRight", 39);
    assertShown(DATES - 1);
    browser.evaluate("document.activeElement.blur()");
    browser.press("ArrowLeft", 37);
    assertShown(DATES - 2);
  }

  @Test
  void theScaleIsThatOfTheDates() throws IOException {
    String at = "JSON.parse(data.textContent).frames.map(one => one.at)";
    assertEquals(0, browser.evaluate(at + "[0]").asDouble());
    assertEquals(1000, browser.evaluate(at + "[" + (DATES - 1) + "]").asDouble());
    String days =
        "JSON.parse(data.textContent).frames.map(one => Date.parse(one.id.slice(0, 10)) / 864e5)";
    for (int i = 1; i < DATES - 1; i++) {
      double share =
          browser
              .evaluate(
                  "(d => (d[" + i + "] - d[0]) / (d[" + (DATES - 1) + "] - d[0]))(" + days + ")")
              .asDouble();
      assertEquals(share * 1000, browser.evaluate(at + "[" + i + "]").asDouble(), 25);
    }
    // A value between two dates is that of the nearer one.
    browser.evaluate("scrubber.value = 20; scrubber.dispatchEvent(new Event('input'))");
    assertShown(0);
    browser.evaluate("scrubber.dispatchEvent(new Event('change'))");
    assertEquals(0, browser.evaluate("Number(scrubber.value)").asDouble());
  }

  @Test
  void anAddressLeadsToItsDate() throws IOException {
    String id = text("JSON.parse(data.textContent).frames[2].id");
    open("#" + id);
    assertShown(2);
    browser.evaluate("location.hash = JSON.parse(data.textContent).frames[1].id; 0");
    browser.await("now.textContent === JSON.parse(data.textContent).frames[1].date");
    assertShown(1);
    browser.evaluate("location.hash = '%E0%A4%A'; 0");
    assertShown(1);
    browser.click("summary");
    browser.click(".dates li:nth-child(4) a");
    assertShown(3);
    assertEquals("#" + text("JSON.parse(data.textContent).frames[3].id"), text("location.hash"));
    assertEquals(1, browser.evaluate("document.querySelectorAll('[aria-current]').length").asInt());
  }

  @Test
  void anyTwoDatesCanBeCompared() throws IOException {
    String both =
        "[document.getElementById('picture-before'), document.getElementById('picture-after')]";
    browser.evaluate("Promise.all(" + both + ".map(one => one.decode()))");
    String last = text(both + "[1].src");
    assertNotEquals(text(both + "[0].src"), last);
    browser.evaluate(
        "(pick => { pick.value = '3'; pick.dispatchEvent(new Event('change')); })"
            + "(document.getElementById('pick-before'))");
    assertEquals(last, text(both + "[0].src"));
    assertEquals(text("JSON.parse(data.textContent).frames[3].date"), text(both + "[0].alt"));
    browser.evaluate("boundary.focus()");
    browser.press("ArrowRight", 39);
    assertEquals("51 % before", text("boundary.getAttribute('aria-valuetext')"));
    assertEquals("51%", text("stage.style.getPropertyValue('--at')"));
    double clipped =
        browser
            .evaluate("parseFloat(getComputedStyle(" + both + "[0]).clipPath.split(' ')[1])")
            .asDouble();
    assertTrue(Double.isFinite(clipped), "the picture is clipped");
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 640, 1280})
  void nothingIsWiderThanTheWindow(int width) throws IOException {
    browser.viewport(width, 800);
    assertTrue(browser.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean());
    assertFalse(browser.evaluate("document.querySelector('.pair').checkVisibility()").asBoolean());
  }

  @Test
  void nothingMovesByItself() throws IOException {
    browser.reducedMotion(true);
    open("");
    browser.evaluate("new Promise(done => setTimeout(done, 1200))");
    assertTrue(browser.evaluate("video.paused").asBoolean());
    assertFalse(browser.evaluate("video.autoplay || video.loop").asBoolean());
    assertEquals(DATES - 1, shown(), "the date of the poster");
    assertEquals(
        "0s", text("getComputedStyle(document.querySelector('.past')).transitionDuration"));
  }

  @Test
  void uprightPicturesHaveNoBarsAtTheirSides() throws IOException {
    Path scenes = root.resolve("upright-scenes");
    new SyntheticScenes(SyntheticScenes.Options.of(120, 180, 2)).write(scenes);
    Job upright = Job.in(root.resolve("upright"), scenes, "outputs: {page: true}");
    upright.run("render").exits(0);
    browser.open(upright.output("job.html").toUri());
    browser.await("video.readyState >= 1 && document.getElementById('picture-after').complete");
    assertEquals(
        "774 774",
        text(
            "[video, document.getElementById('picture-after')]"
                + ".map(e => Math.round(e.getBoundingClientRect().height)).join(' ')"));
    assertTrue(
        browser
            .evaluate(
                "[video, document.getElementById('picture-after')].every(e => {"
                    + "const b = e.getBoundingClientRect();"
                    + "return Math.abs(b.width / b.height - 2 / 3) < 0.01"
                    + " && Math.abs(b.left + b.right - document.documentElement.clientWidth) < 4})")
            .asBoolean());
  }
}
