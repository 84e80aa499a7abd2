package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.HeadlessBrowser;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn and ticked on the page of a plan is what a plan with its text says. */
class PlanPageBrowserTest {
  private static final int DATES = 5;
  private static final int WIDTH = HostileJob.WIDTH;
  private static final int HEIGHT = HostileJob.HEIGHT;

  @TempDir static Path root = Path.of("");
  private static HostileJob hostile;
  private static HeadlessBrowser browser;
  private static Path scenes = Path.of("");
  private static Job job;
  private static int count;

  @BeforeAll
  static void make() throws IOException {
    // The last of the dates are dropped by a rule.
    hostile =
        HostileJob.make(
            root,
            DATES,
            "title: \"" + HostileJob.TEXT + "\"",
            "select: {max_cloud: 60, to: 2024-02-10}");
    browser = hostile.browser();
    scenes = hostile.scenes();
    job = hostile.job();
    job.run("plan", "--page").exits(0);
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
    browser.reducedMotion(true);
    open(job.output("job.plan.html"));
  }

  private static void open(Path page) throws IOException {
    browser.open(page.toUri());
    browser.await("document.documentElement.classList.contains('js') && canvas.width > 0");
  }

  private static String text(String expression) throws IOException {
    return hostile.text(expression);
  }

  private static String yaml() throws IOException {
    return text("yaml.value");
  }

  /** The numbers in the list of a setting. */
  private static double[] numbers(String setting) throws IOException {
    Matcher list = Pattern.compile(setting + ": \\[(.*)]").matcher(yaml());
    assertTrue(list.find(), yaml());
    return Stream.of(list.group(1).split(", ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static void draw(double x0, double y0, double x1, double y1, boolean touch)
      throws IOException {
    String before = yaml();
    browser.drag("#map", new double[] {x0, y0}, new double[] {x1, y1}, touch);
    browser.await("yaml.value !== " + new ObjectMapper().writeValueAsString(before));
  }

  /** A plan of a configuration that has what the page hands back. */
  private static JsonNode planned(String... lines) throws IOException {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add(yaml());
    Job pasted = Job.in(root.resolve("pasted-" + count++), scenes, all.toArray(String[]::new));
    return pasted.run("plan", "--json").exits(0).json();
  }

  private static List<String> used(JsonNode plan) {
    List<String> ids = new ArrayList<>();
    plan.path("scenes")
        .forEach(
            scene -> {
              if (scene.path("status").asText().equals("used")) {
                ids.add(scene.path("acquired").asText().substring(0, 10));
              }
            });
    return ids;
  }

  @Test
  void whatIsDrawnIsTheAreaOfThePlan() throws IOException {
    draw(0.3, 0.25, 0.7, 0.6, false);
    double[] te = numbers("te");
    JsonNode grid = planned().path("grid");
    assertEquals("EPSG:32633", grid.path("crs").asText());
    assertEquals(te[0], grid.path("originX").asDouble(), 1e-6);
    assertEquals(te[3], grid.path("originY").asDouble(), 1e-6);
    assertEquals(te[2] - te[0], grid.path("width").asInt() * 10.0, 10.1);
    assertEquals(te[3] - te[1], grid.path("height").asInt() * 10.0, 10.1);
    // The map is as wide as the scenes with a margin, so this is 0.4 and 0.35 of it.
    assertEquals(0.4 * 3300, te[2] - te[0], 150);
    assertEquals(0, te[0] % 10, 1e-6);
  }

  @Test
  void whatIsTickedIsUsedAndTheOtherSettingsStay() throws IOException {
    List<String> before = used(planned());
    browser.click("[data-tick='1']");
    browser.click("[data-tick='" + (DATES - 1) + "']");
    String handed = yaml();
    assertTrue(handed.contains("max_cloud: 60\n"), handed);
    assertTrue(handed.contains("to: 2024-02-10\n"), handed);
    JsonNode plan = planned();
    List<String> after = new ArrayList<>(before);
    after.remove(1);
    JsonNode last = plan.path("scenes").path(DATES - 1);
    after.add(last.path("acquired").asText().substring(0, 10));
    assertEquals(after, used(plan));
    assertEquals("drop", plan.path("scenes").path(1).path("reason").asText());
  }

  @Test
  void hostileNamesAreHandedBackUnchangedAndRunNothing() throws IOException {
    browser.click("[data-tick='0']");
    JsonNode first = planned().path("scenes").path(0);
    assertTrue(first.path("id").asText().startsWith("<img src=x"), first.toString());
    assertEquals("dropped", first.path("status").asText());
    hostile.assertNothingRan();
    assertEquals(List.of(), browser.complaints());
    for (String address : browser.requests()) {
      assertTrue(address.startsWith("data:") || address.equals(browser.requests().get(0)), address);
    }
  }

  @Test
  void arrowKeysMoveAndResizeTheArea() throws IOException {
    draw(0.3, 0.25, 0.7, 0.6, false);
    double[] drawn = numbers("te");
    browser.evaluate("map.focus()");
    browser.press("ArrowRight", 39);
    double[] moved = numbers("te");
    assertTrue(moved[0] > drawn[0], yaml());
    assertEquals(drawn[2] - drawn[0], moved[2] - moved[0], 1e-6);
    browser.pressWithShift("ArrowLeft", 37);
    double[] narrower = numbers("te");
    assertEquals(moved[0], narrower[0], 1e-6);
    assertTrue(narrower[2] < moved[2], yaml());
    browser.await("document.getElementById('area-now').textContent.includes('km')");
  }

  @Test
  void aFingerDrawsToo() throws IOException {
    browser.viewport(360, 740);
    draw(0.2, 0.2, 0.6, 0.7, true);
    double[] te = numbers("te");
    assertEquals(0.4 * 3300, te[2] - te[0], 250);
    assertTrue(browser.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean());
  }

  @Test
  void cornersCanBeTypedAndAShapeChosen() throws IOException {
    browser.evaluate(
        "left.value = '500500'; left.dispatchEvent(new Event('change'));"
            + "right.value = '501460'; right.dispatchEvent(new Event('change')); 0");
    double[] te = numbers("te");
    assertEquals(500_500, te[0], 1e-6);
    assertEquals(501_460, te[2], 1e-6);
    browser.evaluate("left.value = 'x'; left.dispatchEvent(new Event('change')); 0");
    assertEquals("true", text("left.getAttribute('aria-invalid')"));
    browser.evaluate("shape.value = '16:9'; shape.dispatchEvent(new Event('change')); 0");
    double[] wide = numbers("te");
    assertEquals(16 / 9.0, (wide[2] - wide[0]) / (wide[3] - wide[1]), 0.03);
    browser.click("#reset");
    assertNotEquals(wide[0], numbers("te")[0]);
  }

  @Test
  void everyControlHasANameAndTheDegreesAreThoseOfThePlace() throws IOException {
    assertEquals(
        0,
        browser
            .evaluate(
                "[...document.querySelectorAll('button, select, input, textarea')].filter(one =>"
                    + " !(one.ariaLabel || one.textContent.trim() || one.closest('label')"
                    + " || one.getAttribute('aria-labelledby'))).length")
            .asInt());
    // EPSG:32633, 500000 5100000 is 15 E, 46.05 N.
    assertTrue(
        text("nw.textContent").matches("46\\.05\\d+° N, 15\\.00\\d+° E"), text("nw.textContent"));
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void noRuleOfAccessibilityIsBroken(int width) throws IOException {
    hostile.assertAccessible(width, false);
    draw(0.3, 0.25, 0.7, 0.6, false);
    hostile.assertAccessible(width, false);
  }

  @Test
  void imagesWithoutGeoreferenceHaveAnAreaInPixels() throws IOException {
    Path images = Files.createDirectories(root.resolve("images"));
    SyntheticScenes land = new SyntheticScenes(SyntheticScenes.Options.of(WIDTH, HEIGHT, 2));
    for (int i = 0; i < 2; i++) {
      new TinyTiff(WIDTH, HEIGHT, SampleType.UINT16)
          .write(images.resolve("field_2024-05-0" + (i + 1) + ".tif"), land.pixels(i));
    }
    Job pixels = Job.in(root.resolve("pixels"), images, "grid: {}");
    pixels.run("plan", "--page").exits(0);
    open(pixels.output("job.plan.html"));
    draw(0.25, 0.25, 0.75, 0.75, false);
    double[] area = numbers("pixels");
    assertTrue(area[0] > 0 && area[1] > 0, yaml());
    Job pasted = Job.in(root.resolve("pasted-pixels"), images, "grid: {tr: 1}", yaml());
    JsonNode grid = pasted.run("plan", "--json").exits(0).json().path("grid");
    assertEquals(area[0], grid.path("originX").asDouble(), 1e-6);
    assertEquals(-area[1], grid.path("originY").asDouble(), 1e-6);
    assertEquals(area[2], grid.path("width").asInt(), 1.1);
    assertEquals(List.of(), browser.complaints());
  }
}
