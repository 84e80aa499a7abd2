package io.terralapse.safety;

import io.terralapse.model.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Finds the pictures of a video at which it flashes more than three times a second by the
 * thresholds of WCAG 2.2, success criterion 2.3.1, over a quarter of any field of 10 degrees, if it
 * is shown 1,024 pixels wide; and the pace at which it would not.
 *
 * <p>In: pictures without captions in order of time, each with the second at which it begins. A cut
 * from one to the next is assumed; a transition changes the light no faster. Memory does not depend
 * on the number of pictures. Not thread-safe.
 */
public final class FlashAnalysis {
  /**
   * Cells across: four of 1,024 pixels each, the 0.1 degrees below which a pattern counts as even.
   */
  private static final int COLUMNS = 256;

  /** Paces that may be proposed. 50 pictures a second, the fastest, pass at a ninth of that. */
  private static final double[] SLOWER = {1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 10};

  private final int columns;
  private final int rows;
  private final FlashTransitions transitions;
  private final List<Pace> paces = new ArrayList<>();
  private final List<Integer> flashing = new ArrayList<>();
  private final boolean[] luminance;
  private final boolean[] red;
  private boolean redFlashes;
  private int pictures;

  /** The two counters of a pace, and whether it has failed. */
  private static final class Pace {
    final FlashCounter luminance;
    final FlashCounter red;
    boolean failed;

    Pace(int columns, int rows, double slowness) {
      luminance = new FlashCounter(columns, rows, slowness);
      red = new FlashCounter(columns, rows, slowness);
    }
  }

  /**
   * An analysis of pictures.
   *
   * @param width of the pictures, pixels
   * @param height of the pictures, pixels
   */
  public FlashAnalysis(int width, int height) {
    columns = Math.min(COLUMNS, width);
    rows = Math.max(1, Math.min(height, (int) Math.round((double) columns * height / width)));
    transitions = new FlashTransitions(columns * rows);
    luminance = new boolean[columns * rows];
    red = new boolean[columns * rows];
    for (double slowness : SLOWER) {
      paces.add(new Pace(columns, rows, slowness));
    }
  }

  /**
   * Whether pictures change so slowly that nothing can flash more than three times a second,
   * whatever they show.
   *
   * @param startSeconds when each picture begins, ascending
   */
  public static boolean isSlow(List<Double> startSeconds) {
    int last = FlashCounter.TOO_MANY - 1;
    // The first picture is no change.
    for (int i = 1; i + last < startSeconds.size(); i++) {
      if (startSeconds.get(i + last) - startSeconds.get(i) < 1) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes the next picture.
   *
   * @param startSeconds when it begins
   */
  public void add(Picture picture, double startSeconds) {
    transitions.add(FlashCells.of(picture, columns, rows), luminance, red);
    for (Pace pace : paces) {
      boolean general = pace.luminance.add(luminance, startSeconds);
      boolean saturated = pace.red.add(red, startSeconds);
      pace.failed |= general || saturated;
      if (pace.luminance.slowness() == 1 && (general || saturated)) {
        flashing.add(pictures);
        redFlashes |= saturated;
      }
    }
    pictures++;
  }

  /** Indices of the pictures at which too much has flashed within the last second. */
  public List<Integer> flashing() {
    return List.copyOf(flashing);
  }

  /** Whether some of the flashes are of saturated red. */
  public boolean hasRedFlashes() {
    return redFlashes;
  }

  /**
   * The least factor by which the video must be slowed down to pass, 1 if it passes; empty if none
   * of the factors that are tried is enough.
   */
  public OptionalDouble slowness() {
    return paces.stream()
        .filter(pace -> !pace.failed)
        .mapToDouble(pace -> pace.luminance.slowness())
        .findFirst();
  }
}
