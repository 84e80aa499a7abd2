package io.terralapse.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A witness that sees nothing proves nothing. */
class HeadlessBrowserTest {
  @TempDir static Path root = Path.of("");
  private static HeadlessBrowser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = HeadlessBrowser.start(Files.createDirectories(root.resolve("browser")));
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(String head, String body) throws IOException {
    Path page = root.resolve("page.html");
    Files.writeString(
        page, "<!DOCTYPE html><html><head>" + head + "</head><body>" + body + "</body></html>");
    browser.open(page.toUri());
  }

  private static boolean complainsOf(String what) {
    return browser.complaints().stream().anyMatch(line -> line.contains(what));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>console.error('it broke')</script>",
        "<script>throw new Error('it broke')</script>",
        "<script>Promise.reject(new Error('it broke'))</script>"
      })
  void whatScriptsComplainOfIsHeard(String script) throws Exception {
    open("", script);
    for (int i = 0; i < 500 && !complainsOf("it broke"); i++) {
      Thread.sleep(20);
    }
    assertTrue(complainsOf("it broke"), browser.complaints().toString());
  }

  @Test
  void violationsOfThePolicyAreHeard() throws Exception {
    String policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">";
    open(policy, "<script>document.title = 'ran'</script>");
    for (int i = 0; i < 500 && !complainsOf("Content Security Policy"); i++) {
      Thread.sleep(20);
    }
    assertTrue(complainsOf("Content Security Policy"), browser.complaints().toString());
    assertEquals("", browser.evaluate("document.title").asText());
  }

  @Test
  void everyRequestedAddressIsRecorded() throws IOException {
    open("", "<img src='http://server.invalid/picture.png'><img src='beside.png'>");
    List<String> asked = browser.requests();
    assertEquals(root.resolve("page.html").toUri().toString(), asked.get(0));
    assertTrue(asked.contains("http://server.invalid/picture.png"), asked.toString());
    assertTrue(asked.contains(root.resolve("beside.png").toUri().toString()), asked.toString());
  }

  @Test
  void aQuietPageIsQuiet() throws IOException {
    open("", "<p>Nothing</p>");
    assertEquals(List.of(), browser.complaints());
    assertEquals(List.of(root.resolve("page.html").toUri().toString()), browser.requests());
  }

  @Test
  void mouseAndKeysReachThePage() throws IOException {
    open(
        "",
        "<div style='height: 3000px'></div><button>one</button><p></p><script>"
            + "const say = what => { document.querySelector('p').textContent += what; };"
            + "document.querySelector('button').onclick = event => say(event.isTrusted + ' ');"
            + "document.onkeydown = event => say(event.key);</script>");
    browser.click("button");
    browser.press("Escape", 27);
    assertEquals(
        "true Escape", browser.evaluate("document.querySelector('p').textContent").asText());
  }

  @Test
  void theViewportAndReducedMotionAreReported() throws IOException {
    open("", "<p style='width: 500px'>Wide</p>");
    String reduced = "matchMedia('(prefers-reduced-motion: reduce)').matches";
    String sticksOut = "document.documentElement.scrollWidth > innerWidth";
    browser.viewport(390, 800);
    browser.reducedMotion(true);
    assertTrue(browser.evaluate("innerWidth === 390 && " + reduced).asBoolean());
    assertTrue(browser.evaluate(sticksOut).asBoolean());
    browser.viewport(1280, 800);
    browser.reducedMotion(false);
    assertTrue(browser.evaluate("innerWidth === 1280 && !" + reduced).asBoolean());
    assertTrue(browser.evaluate("!(" + sticksOut + ")").asBoolean());
  }

  @Test
  void picturesShowWhatIsThere() throws IOException {
    open("", "<p style='background: red'>A</p><p style='background: blue'>A</p>");
    byte[] red = browser.picture("p");
    assertArrayEquals(red, browser.picture("p:first-of-type"));
    assertFalse(Arrays.equals(red, browser.picture("p:last-of-type")));
  }

  @Test
  void anExpressionThatThrowsIsAnError() throws IOException {
    open("", "");
    assertThrows(IllegalStateException.class, () -> browser.evaluate("nothing.there"));
    assertEquals(3, browser.evaluate("Promise.resolve(3)").asInt());
  }
}
