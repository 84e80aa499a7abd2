package io.terralapse.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A page in a Chromium without a window. In go addresses, clicks and keys; out come the values of
 * JavaScript expressions, pictures, and everything that the page wrote to the console or requested.
 * Every wait has an end. For one thread.
 */
public final class HeadlessBrowser implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private static final long PAUSE_MILLIS = 20;

  private final ChromiumProcess chromium;
  private final DevTools tools;
  private final String session;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private String motion = "no-preference";
  private String scheme = "light";

  private HeadlessBrowser(ChromiumProcess chromium) throws IOException {
    this.chromium = chromium;
    this.tools = DevTools.connect(chromium.address(), this::note);
    JsonNode target = tools.call("", "Target.createTarget", Map.of("url", "about:blank"));
    Map<String, ?> which = Map.of("targetId", target.path("targetId").asText(), "flatten", true);
    this.session = tools.call("", "Target.attachToTarget", which).path("sessionId").asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /**
   * Starts Chromium, or skips the test where there is none; see {@link ChromiumProcess#start}.
   *
   * @param folder an empty one, which Chromium may fill
   */
  public static HeadlessBrowser start(Path folder) throws IOException {
    ChromiumProcess chromium = ChromiumProcess.start(folder);
    try {
      return new HeadlessBrowser(chromium);
    } catch (IOException | RuntimeException e) {
      chromium.close(chromium::terminate);
      throw e;
    }
  }

  /** Opens a page, waits until it is loaded, and forgets what earlier pages said. */
  public void open(URI page) throws IOException {
    call("Page.navigate", Map.of("url", "about:blank"));
    complaints.clear();
    requests.clear();
    JsonNode answer = call("Page.navigate", Map.of("url", page.toString()));
    if (answer.has("errorText")) {
      throw new IOException(page + ": " + answer.path("errorText").asText());
    }
    await("document.readyState === 'complete'");
  }

  /** Size of the window's content, CSS pixels. */
  public void viewport(int width, int height) throws IOException {
    Map<String, ?> size =
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false);
    call("Emulation.setDeviceMetricsOverride", size);
  }

  /** Whether the reader prefers reduced motion ({@code prefers-reduced-motion}). */
  public void reducedMotion(boolean reduced) throws IOException {
    motion = reduced ? "reduce" : "no-preference";
    setMedia();
  }

  /** Which colours the reader prefers ({@code prefers-color-scheme}): dark ones, or light ones. */
  public void darkColours(boolean dark) throws IOException {
    scheme = dark ? "dark" : "light";
    setMedia();
  }

  private void setMedia() throws IOException {
    List<?> features =
        List.of(
            Map.of("name", "prefers-reduced-motion", "value", motion),
            Map.of("name", "prefers-color-scheme", "value", scheme));
    call("Emulation.setEmulatedMedia", Map.of("features", features));
    // Listeners of the page are called before a frame is drawn.
    evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
  }

  /**
   * The value of an expression, or what its promise comes to.
   *
   * @throws IllegalStateException if it throws
   */
  public JsonNode evaluate(String expression) throws IOException {
    Map<String, ?> what =
        Map.of("expression", expression, "returnByValue", true, "awaitPromise", true);
    JsonNode answer = call("Runtime.evaluate", what);
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /**
   * Waits until an expression is true.
   *
   * @throws IllegalStateException if it does not become true in half a minute
   */
  public void await(String expression) throws IOException {
    long start = System.nanoTime();
    while (!evaluate(expression).asBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        throw new IllegalStateException("never true: " + expression);
      }
      pause();
    }
  }

  /**
   * Clicks into the middle of what a CSS selector finds first, with the mouse, on whatever lies
   * there.
   */
  public void click(String selector) throws IOException {
    evaluate(element(selector) + ".scrollIntoView({block: 'center', behavior: 'instant'})");
    JsonNode box = evaluate(element(selector) + ".getBoundingClientRect().toJSON()");
    for (String type : List.of("mousePressed", "mouseReleased")) {
      Map<String, ?> event =
          Map.of(
              "type",
              type,
              "x",
              box.path("x").asDouble() + box.path("width").asDouble() / 2,
              "y",
              box.path("y").asDouble() + box.path("height").asDouble() / 2,
              "button",
              "left",
              "clickCount",
              1);
      call("Input.dispatchMouseEvent", event);
    }
  }

  /** Presses a key that has a name and writes nothing, such as {@code Escape} or {@code Tab}. */
  public void press(String key, int keyCode) throws IOException {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      Map<String, ?> event =
          Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", keyCode);
      call("Input.dispatchKeyEvent", event);
    }
  }

  /** Presses a key as {@link #press} does, together with Shift. */
  public void pressWithShift(String key, int keyCode) throws IOException {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      Map<String, ?> event =
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key,
              "windowsVirtualKeyCode",
              keyCode,
              "modifiers",
              8);
      call("Input.dispatchKeyEvent", event);
    }
  }

  /**
   * Drags over what a CSS selector finds first.
   *
   * @param from across and down, each 0 to 1 of its size
   * @param to the same
   * @param touch with a finger instead of the mouse
   */
  public void drag(String selector, double[] from, double[] to, boolean touch) throws IOException {
    evaluate(element(selector) + ".scrollIntoView({block: 'center', behavior: 'instant'})");
    JsonNode box = evaluate(element(selector) + ".getBoundingClientRect().toJSON()");
    pointer(touch, "mousePressed", "touchStart", at(box, from));
    for (double part : new double[] {0.3, 0.7, 1}) {
      double[] between = {from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])};
      pointer(touch, "mouseMoved", "touchMove", at(box, between));
    }
    pointer(touch, "mouseReleased", "touchEnd", at(box, to));
  }

  private static double[] at(JsonNode box, double[] part) {
    return new double[] {
      box.path("x").asDouble() + part[0] * box.path("width").asDouble(),
      box.path("y").asDouble() + part[1] * box.path("height").asDouble()
    };
  }

  private void pointer(boolean touch, String mouse, String finger, double[] at) throws IOException {
    if (touch) {
      List<?> points =
          finger.equals("touchEnd") ? List.of() : List.of(Map.of("x", at[0], "y", at[1]));
      call("Input.dispatchTouchEvent", Map.of("type", finger, "touchPoints", points));
    } else {
      Map<String, ?> event =
          Map.of(
              "type",
              mouse,
              "x",
              at[0],
              "y",
              at[1],
              "button",
              "left",
              "buttons",
              1,
              "clickCount",
              1);
      call("Input.dispatchMouseEvent", event);
    }
  }

  /** What a CSS selector finds first, as it looks now: a PNG. */
  public byte[] picture(String selector) throws IOException {
    JsonNode clip =
        evaluate(
            "(() => { const box = "
                + element(selector)
                + ".getBoundingClientRect(); const whole = Math.round;"
                + " return {x: whole(box.x + scrollX), y: whole(box.y + scrollY),"
                + " width: whole(box.width), height: whole(box.height), scale: 1}; })()");
    Map<String, ?> what = Map.of("clip", clip, "captureBeyondViewport", true);
    JsonNode answer = call("Page.captureScreenshot", what);
    return Base64.getDecoder().decode(answer.path("data").asText());
  }

  /** Console messages, uncaught exceptions and violations of policies since the page was opened. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Addresses that were requested since the page was opened, the page's own first. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() throws IOException {
    chromium.close(() -> tools.call("", "Browser.close", Map.of()));
    tools.close();
  }

  private static String element(String selector) {
    return "document.querySelector('" + selector.replace("'", "\\'") + "')";
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws IOException {
    return tools.call(session, method, parameters);
  }

  private void note(JsonNode event) {
    JsonNode what = event.path("params");
    switch (event.path("method").asText()) {
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
          complaints.add(what.toString());
      case "Network.requestWillBeSent" -> requests.add(what.path("request").path("url").asText());
      default -> {}
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
