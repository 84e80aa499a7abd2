package io.terralapse.lock;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.terralapse.model.Shift;
import java.util.List;

/**
 * What published frames depend on, so that they do not change while scenes arrive. Derived values
 * only; a file to be committed beside the configuration.
 *
 * @param lockVersion version of the format, {@link #VERSION}
 * @param grids the grid files for changes of datum, in order of their names; empty if there were
 *     none
 * @param alignment the published shift of every date
 */
public record Lock(
    int lockVersion,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<GridFile> grids,
    Alignment alignment) {
  /** The format that this program writes and reads. */
  public static final int VERSION = 1;

  /** Copies the list. */
  public Lock {
    grids = List.copyOf(grids);
  }

  /** A lock of a job without grid files. */
  public Lock(int lockVersion, Alignment alignment) {
    this(lockVersion, List.of(), alignment);
  }

  /**
   * A grid file for changes of datum.
   *
   * @param name the file's name
   * @param sha256 of its content, hexadecimal
   */
  public record GridFile(String name, String sha256) {}

  /**
   * The published shift of every date.
   *
   * @param basis hash of everything that shifts depend on beside the dates: grid, alignment
   *     settings, excluded areas. With another basis none of this applies
   * @param anchor the date, or the reference image, that has shift 0
   * @param excluded squares that were found to change and are left out of the measurement
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
   * A square of the frame.
   *
   * @param x its centre, the anchor's native pixels from the grid's left edge
   * @param y the same, down from the top
   * @param half half its side
   */
  public record Square(double x, double y, double half) {}

  /**
   * A date as it was published.
   *
   * @param id its acquisition
   * @param content hash of its pixels; a date whose pixels changed counts as new
   * @param shift exact to the last bit, grid pixels
   */
  public record Date(String id, String content, Shift shift) {}
}
