package io.terralapse.lock;

import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.model.ToneCorrection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What published frames depend on, so that they do not change while scenes arrive. Derived values
 * only; a file to be committed beside the configuration.
 *
 * @param lockVersion version of the format: {@link #VERSION}, {@link #WITHOUT_FRAMES} or {@link
 *     #WITHOUT_GRID}
 * @param grids the grid files for changes of datum, in order of their names; empty if there were
 *     none
 * @param grid the grid of every frame; empty in locks of the first version
 * @param stretch how values become brightness; empty in locks of earlier versions
 * @param frames what each frame shows; empty in locks of earlier versions
 * @param alignment the published shift of every date; empty if alignment is off
 * @param furniture the layout of what is drawn over the frames; empty in locks of earlier versions
 * @param drawing what else frames are drawn and coded by: values of settings, or their hashes, by
 *     name; empty in locks of earlier versions
 */
public record Lock(
    int lockVersion,
    List<GridFile> grids,
    Optional<PublishedGrid> grid,
    Optional<PublishedStretch> stretch,
    Optional<PublishedFrames> frames,
    Optional<Alignment> alignment,
    Optional<Furniture> furniture,
    SortedMap<String, String> drawing) {
  /** The format that this program writes. */
  public static final int VERSION = 3;

  /** The format of earlier versions, which holds the grid and the alignment. */
  public static final int WITHOUT_FRAMES = 2;

  /** The format of earlier versions, which holds the alignment only. */
  public static final int WITHOUT_GRID = 1;

  /** A lock of this version that holds the results of metadata and of the alignment. */
  public static Lock of(
      List<GridFile> grids, Optional<PublishedGrid> grid, Optional<Alignment> alignment) {
    return of(VERSION, grids, grid, alignment);
  }

  /** A lock of some version that holds the results of metadata and of the alignment. */
  static Lock of(
      int version,
      List<GridFile> grids,
      Optional<PublishedGrid> grid,
      Optional<Alignment> alignment) {
    return new Lock(
        version,
        grids,
        grid,
        Optional.empty(),
        Optional.empty(),
        alignment,
        Optional.empty(),
        new TreeMap<>());
  }

  /** A lock of this version that holds an alignment. */
  public static Lock of(Alignment alignment) {
    return of(List.of(), Optional.empty(), Optional.of(alignment));
  }

  /** This lock, in the format of this version, with a grid. */
  public Lock with(PublishedGrid published) {
    return new Lock(
        VERSION, grids, Optional.of(published), stretch, frames, alignment, furniture, drawing);
  }

  /** This lock, in the format of this version, with what frames are drawn by. */
  public Lock with(PublishedStretch tone, PublishedFrames shown) {
    return new Lock(
        VERSION, grids, grid, Optional.of(tone), Optional.of(shown), alignment, furniture, drawing);
  }

  /** This lock, in the format of this version, with furniture. */
  public Lock with(Furniture published) {
    return new Lock(
        VERSION, grids, grid, stretch, frames, alignment, Optional.of(published), drawing);
  }

  /** This lock, in the format of this version, with settings that frames are drawn by. */
  public Lock with(SortedMap<String, String> settings) {
    return new Lock(VERSION, grids, grid, stretch, frames, alignment, furniture, settings);
  }

  /**
   * The grid of the published frames.
   *
   * @param settings hash of the settings that it was planned for. With other settings it does not
   *     apply
   * @param grid exact to the last bit
   */
  public record PublishedGrid(String settings, Grid grid) {}

  /** Copies the collections. */
  public Lock {
    grids = List.copyOf(grids);
    drawing = Collections.unmodifiableSortedMap(new TreeMap<>(drawing));
  }

  /**
   * The stretch of the published frames, exact to the last bit.
   *
   * @param settings hash of the settings that it was derived for
   * @param low the dark end of the range, by channel
   * @param high the bright end of the range, by channel
   * @param gamma the gamma
   * @param curve name of the curve's shape; {@code linear} in locks of earlier versions
   * @param contrast of the curve
   * @param shoulder of the curve
   * @param shadows how far the curve extends below the range, as a fraction of the range
   * @param highlights how far the curve extends above the range, as a fraction of the range
   * @param saturation 1 leaves colours as they are
   */
  public record PublishedStretch(
      String settings,
      List<Double> low,
      List<Double> high,
      double gamma,
      String curve,
      double contrast,
      double shoulder,
      double shadows,
      double highlights,
      double saturation) {
    /** Codes in proportion to values. */
    public static PublishedStretch linear(
        String settings, List<Double> low, List<Double> high, double gamma) {
      return new PublishedStretch(settings, low, high, gamma, "linear", 1, 1, 0, 0, 1);
    }

    /** Copies the lists. */
    public PublishedStretch {
      low = List.copyOf(low);
      high = List.copyOf(high);
    }
  }

  /**
   * What the published frames show.
   *
   * @param settings hash of the settings that dates were selected and filled by
   * @param frames in order of time
   * @param segmentStarts ids of the frames that segments of the video begin with, in order of time;
   *     empty in locks of earlier versions
   * @param excluded dates that were left out by an estimate that depends on the other dates
   */
  public record PublishedFrames(
      String settings, List<Frame> frames, List<String> segmentStarts, List<Excluded> excluded) {
    private static final Pattern DATE =
        Pattern.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?");

    /** Copies the lists. */
    public PublishedFrames {
      frames = List.copyOf(frames);
      segmentStarts = List.copyOf(segmentStarts);
      excluded = List.copyOf(excluded);
    }

    /**
     * The begin of the latest day, month or year of a frame, in UTC: it has come, whatever the
     * machine's clock says. Empty if no frame has a date.
     */
    public Optional<Instant> latest() {
      return frames.stream()
          .map(frame -> DATE.matcher(frame.acquired()))
          .filter(Matcher::lookingAt)
          .flatMap(date -> day(date).stream())
          .max(Comparator.naturalOrder())
          .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static Optional<LocalDate> day(Matcher date) {
      try {
        return Optional.of(
            LocalDate.of(number(date.group(1)), number(date.group(2)), number(date.group(3))));
      } catch (DateTimeException none) {
        return Optional.empty();
      }
    }

    /** 1 for what a date does not say. */
    private static int number(@Nullable String digits) {
      return digits == null ? 1 : Integer.parseInt(digits);
    }
  }

  /**
   * What the furniture of the published frames was laid out for. Later dates and credits are drawn
   * into that layout.
   *
   * @param settings hash of the settings that it was laid out with. With other settings it does not
   *     apply
   * @param dates the date texts that decide size and position
   * @param credits the credits that were known
   * @param bandLabel what the colours show; empty if that is not said
   * @param times the times of the last published day
   * @param shade strength of the gradients at the upper and the lower edge; empty if unknown
   * @param timeline its dates; empty if none is drawn
   * @param renditions by the name of a rendition, the strength of its gradients as in {@code shade}
   */
  public record Furniture(
      String settings,
      List<String> dates,
      List<String> credits,
      String bandLabel,
      List<CaptionTime> times,
      List<Double> shade,
      Optional<Timeline> timeline,
      SortedMap<String, List<Double>> renditions) {
    /** A layout without further renditions. */
    public Furniture(
        String settings,
        List<String> dates,
        List<String> credits,
        String bandLabel,
        List<CaptionTime> times,
        List<Double> shade,
        Optional<Timeline> timeline) {
      this(settings, dates, credits, bandLabel, times, shade, timeline, new TreeMap<>());
    }

    /** Copies the lists. */
    public Furniture {
      renditions = Collections.unmodifiableSortedMap(new TreeMap<>(renditions));
      shade = List.copyOf(shade);
      dates = List.copyOf(dates);
      credits = List.copyOf(credits);
      times = List.copyOf(times);
    }
  }

  /**
   * The timeline of the published frames.
   *
   * @param firstYear that it begins with
   * @param lastYear that it ends with
   * @param used days of the frames, in ISO 8601
   * @param unused days of acquisitions that are marked and not shown
   */
  public record Timeline(int firstYear, int lastYear, List<String> used, List<String> unused) {
    /** Copies the lists. */
    public Timeline {
      used = List.copyOf(used);
      unused = List.copyOf(unused);
    }
  }

  /**
   * The time of a published date and its caption.
   *
   * @param time in ISO 8601
   * @param pattern how the caption shows the time of day; empty if it does not
   */
  public record CaptionTime(String time, String pattern) {}

  /**
   * A published frame.
   *
   * @param id its acquisition
   * @param content hash of its pixels; a date whose pixels changed counts as new
   * @param acquired its date, as text
   * @param credit of its own scenes; empty if they have none
   * @param filledFrom ids of the dates that its gaps may be filled from, in the order of use
   * @param tone correction of its values, exact to the last bit; empty if corrections were off, and
   *     in locks of earlier versions
   */
  public record Frame(
      String id,
      String content,
      String acquired,
      Optional<String> credit,
      List<String> filledFrom,
      Optional<ToneCorrection> tone) {
    /** A frame without a correction. */
    public Frame(
        String id,
        String content,
        String acquired,
        Optional<String> credit,
        List<String> filledFrom) {
      this(id, content, acquired, credit, filledFrom, Optional.empty());
    }

    /** Copies the list. */
    public Frame {
      filledFrom = List.copyOf(filledFrom);
    }
  }

  /**
   * A date that was left out by an estimate that depends on the other dates.
   *
   * @param reason as in the ledger
   */
  public record Excluded(String id, String content, String reason) {}

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
