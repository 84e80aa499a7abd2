package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.AccessibilityRules;
import io.terralapse.testkit.HeadlessBrowser;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A job with a name of a scene that would run if a page did not escape it, and a browser.
 *
 * @param scenes folder of them
 */
record HostileJob(HeadlessBrowser browser, Path scenes, Job job) implements AutoCloseable {
  static final int WIDTH = 320;
  static final int HEIGHT = 240;

  /** Ends an attribute, a script, a style and a comment, and would run. */
  static final String TEXT =
      "x\\\"'--></script></style></title><img src=x onerror=window.hacked=1>"
          + "<script>window.hacked=1</script>{{title}}";

  /**
   * Writes the scenes and starts the browser, or skips the test where there is none.
   *
   * @param dates how many there are
   * @param lines of the configuration
   */
  static HostileJob make(Path root, int dates, String... lines) throws IOException {
    HeadlessBrowser browser =
        HeadlessBrowser.start(Files.createDirectories(root.resolve("browser")));
    Path scenes = root.resolve("scenes");
    new SyntheticScenes(SyntheticScenes.Options.of(WIDTH, HEIGHT, dates)).write(scenes);
    try (Stream<Path> files = Files.list(scenes)) {
      Path first = files.sorted().findFirst().orElseThrow();
      String name = first.getFileName().toString();
      Files.move(first, first.resolveSibling("<img src=x onerror=window.hacked=1>" + name));
    }
    return new HostileJob(browser, scenes, Job.in(root.resolve("job"), scenes, lines));
  }

  /** An expression's value as text. */
  String text(String expression) throws IOException {
    return browser.evaluate(expression).asText();
  }

  /** Nothing of the hostile texts has become part of the page that is open. */
  void assertNothingRan() throws IOException {
    assertEquals("undefined", text("typeof window.hacked"));
    assertEquals(
        0, browser.evaluate("document.querySelectorAll('[onerror], img[src=x]').length").asInt());
    assertTrue(text("document.title").contains("{{title}}"), "braces are not expanded");
  }

  /**
   * The page that is open keeps to axe-core's rules at this width, in light and dark colours.
   *
   * @param part whether it is meant to be a part of another page
   */
  void assertAccessible(int width, boolean part) throws IOException {
    browser.viewport(width, 900);
    for (boolean dark : new boolean[] {false, true}) {
      browser.darkColours(dark);
      assertEquals(List.of(), AccessibilityRules.broken(browser, part), dark ? "dark" : "light");
    }
    browser.darkColours(false);
  }

  @Override
  public void close() throws IOException {
    browser.close();
  }
}
