package io.terralapse.endtoend;

import io.terralapse.model.SampleType;
import io.terralapse.testkit.HeadlessBrowser;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The alignment page of a small job in a browser, and queries on it. The job has a reference, three
 * dates that are moved, one that lies right already, and one of noise. Dates are counted from 1.
 *
 * @param address of the page
 * @param pairs of dates that the job has measured
 */
record PageInBrowser(HeadlessBrowser browser, URI address, long pairs) implements AutoCloseable {
  static final int DATES = 6;

  private static final int WIDTH = 480;
  private static final int HEIGHT = 360;

  /** Keeps a list of the timers that run. */
  private static final String WATCH_TIMERS =
      """
      window.timers = new Set();
      const start = window.setInterval, end = window.clearInterval;
      window.setInterval = (...what) => { const id = start(...what); timers.add(id); return id; };
      window.clearInterval = id => { timers.delete(id); end(id); };
      0""";

  /** Runs the job and starts the browser, or skips the test where there is none. */
  static PageInBrowser make(Path root) throws IOException {
    HeadlessBrowser browser =
        HeadlessBrowser.start(Files.createDirectories(root.resolve("browser")));
    try {
      Path scenes = root.resolve("scenes");
      SyntheticScenes land =
          new SyntheticScenes(
              new SyntheticScenes.Options(WIDTH, HEIGHT, DATES - 2, 13, 2.0, false, true));
      land.write(scenes);
      write(scenes, "20240310", land.pixels(0));
      write(scenes, "20240320", noise());
      Job job = Job.in(root.resolve("job"), scenes, "title: Land and noise");
      job.run("align").exits(0);
      try (Stream<Path> edges = Files.list(job.folder().resolve(".terralapse/edges"))) {
        URI address = job.output("job.alignment.html").toUri();
        return new PageInBrowser(browser, address, edges.count());
      }
    } catch (IOException | RuntimeException | Error e) {
      browser.close();
      throw e;
    }
  }

  private static float[][] noise() {
    Random random = new Random(3);
    float[][] bands = new float[3][WIDTH * HEIGHT];
    for (float[] band : bands) {
      for (int i = 0; i < band.length; i++) {
        band[i] = (float) (1000 + 300 * random.nextGaussian());
      }
    }
    return bands;
  }

  private static void write(Path folder, String day, float[][] pixels) throws IOException {
    String name = "S2A_MSIL2A_" + day + "T100031_N0510_R122_T33TWM_" + day + "T134500.tif";
    new TinyTiff(WIDTH, HEIGHT, SampleType.UINT16)
        .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
        .write(folder.resolve(name), pixels);
  }

  /** Opens the page again, at 1280 pixels and with motion. */
  void open() throws IOException {
    browser.viewport(1280, 900);
    browser.reducedMotion(false);
    browser.open(address);
    browser.evaluate(WATCH_TIMERS);
  }

  /** An expression's value as text. */
  String text(String expression) throws IOException {
    return browser.evaluate(expression).asText();
  }

  /** Whether an expression is true. */
  boolean is(String expression) throws IOException {
    return browser.evaluate(expression).asBoolean();
  }

  /** Elements that a selector finds. */
  int count(String selector) throws IOException {
    return browser.evaluate("document.querySelectorAll('" + selector + "').length").asInt();
  }

  /** Timers that run. */
  int timers() throws IOException {
    return browser.evaluate("timers.size").asInt();
  }

  /** A selector: a date's card. */
  static String card(int date) {
    return ".card[data-date=\"" + date + "\"]";
  }

  /** A selector: the button that blinks a date. */
  static String button(int date, String blink) {
    return card(date) + " [data-blink=" + blink + "]";
  }

  /** Which of a card's pictures is to be seen. */
  String shown(int date) throws IOException {
    return text(shownNow(date));
  }

  /** Waits until this one of a card's pictures is to be seen, alone. */
  void awaitShown(int date, String which) throws IOException {
    browser.await(shownNow(date) + " === '" + which + "'");
  }

  private static String shownNow(int date) {
    return "[...document.querySelectorAll('"
        + card(date)
        + " .shot')].filter(shot => shot.checkVisibility()).map(shot => shot.classList[1]).join()";
  }

  /** What is written over a card's picture. */
  String label(int date) throws IOException {
    return text("document.querySelector('" + card(date) + " .label').textContent");
  }

  @Override
  public void close() throws IOException {
    browser.close();
  }
}
