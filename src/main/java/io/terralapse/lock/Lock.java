package io.terralapse.lock;

import io.terralapse.model.Shift;
import java.util.List;

/**
 * What published frames stand on, so that they stay where they are while scenes arrive. Derived
 * values only; a file to be committed beside the configuration.
 *
 * @param lockVersion of the format, {@link #VERSION}
 * @param alignment where every date lies
 */
public record Lock(int lockVersion, Alignment alignment) {
  /** The format that this program writes and reads. */
  public static final int VERSION = 1;

  /**
   * Where every date lies.
   *
   * @param basis hash of all that shifts depend on beside the dates: grid, settings of the
   *     alignment, excluded areas. Under another basis nothing here counts
   * @param anchor the date, or the picture, that has shift 0
   * @param excluded squares that were found to change, and have no say
   * @param dates in order of time, refused ones included
   */
  public record Alignment(String basis, Anchor anchor, List<Square> excluded, List<Date> dates) {
    /** Copies the lists. */
    public Alignment {
      excluded = List.copyOf(excluded);
      dates = List.copyOf(dates);
    }
  }

  /**
   * The date that the others were compared with.
   *
   * @param content hash of its pixels
   * @param why one sentence on why it is that one
   */
  public record Anchor(String id, String content, String why) {}

  /**
   * A square of the picture.
   *
   * @param x its middle, the anchor's native pixels from the grid's left edge
   * @param y the same, down from the top
   * @param half half its side
   */
  public record Square(double x, double y, double half) {}

  /**
   * A date as it was published.
   *
   * @param id its acquisition
   * @param content hash of its pixels: with others it is another date
   * @param shift to the last bit, grid pixels
   */
  public record Date(String id, String content, Shift shift) {}
}
