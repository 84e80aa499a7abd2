package io.terralapse.draw;

import io.terralapse.bands.BandRecipe;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.furniture.PublishedFurniture;
import io.terralapse.furniture.Shade;
import io.terralapse.furniture.TimelineDates;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.UserError;
import io.terralapse.select.FillOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The layout of the published frames in the job's lock. It holds as long as the settings that it
 * was made for are the same. Immutable.
 */
public final class LockedFurniture {
  private static final String OTHER_SETTINGS =
      "holds a layout that was made for other settings under title, subtitle, furniture or look";

  private final LockFile lock;
  private final Grid grid;
  private final String settings;

  private LockedFurniture(LockFile lock, Grid grid, String settings) {
    this.lock = lock;
    this.grid = grid;
    this.settings = settings;
  }

  /** The layout that a job's lock holds for frames with these settings on this grid. */
  public static LockedFurniture of(
      LockFile lock, FrameSettings settings, Grid grid, BandRecipe bands) {
    ContentDigest digest = new ContentDigest();
    digest.add(settings.furniture().key());
    // Whether gaps are filled automatically is seen in the pixels of each date.
    digest.add((settings.fill() == FillOrder.AUTO ? FillOrder.NONE : settings.fill()).word());
    digest.add(String.valueOf(grid));
    digest.add(bands.label());
    return new LockedFurniture(lock, grid, digest.key().hex());
  }

  /**
   * What published frames were laid out for; empty if there are none, or they had other settings.
   *
   * @throws UserError (usage) if the lock holds something else there, or under {@code --locked} if
   *     it was made for other settings
   */
  Optional<PublishedFurniture> find() {
    if (hasOtherSettings()) {
      lock.refuseIfRequired(OTHER_SETTINGS);
      return Optional.empty();
    }
    return found().map(this::published);
  }

  private Optional<Lock.Furniture> found() {
    return lock.isReplaced() ? Optional.empty() : lock.found().flatMap(Lock::furniture);
  }

  private boolean hasOtherSettings() {
    return found().filter(layout -> !layout.settings().equals(settings)).isPresent();
  }

  /**
   * A warning if published frames were laid out for other settings. Frames of another grid have one
   * already.
   */
  public Optional<Issue> warning() {
    boolean sameGrid =
        lock.found()
            .flatMap(Lock::grid)
            .map(Lock.PublishedGrid::grid)
            .filter(grid::equals)
            .isPresent();
    return sameGrid && hasOtherSettings()
        ? Optional.of(lock.redrawn(OTHER_SETTINGS))
        : Optional.empty();
  }

  private PublishedFurniture published(Lock.Furniture found) {
    List<PublishedFurniture.Time> times = new ArrayList<>();
    for (Lock.CaptionTime time : found.times()) {
      try {
        times.add(new PublishedFurniture.Time(Instant.parse(time.time()), pattern(time)));
      } catch (DateTimeException | IllegalArgumentException damaged) {
        throw new UserError(
            ExitCode.USAGE,
            lock.name()
                + ": its layout of the furniture has a damaged time, "
                + time.time()
                + "; restore the file from version control, or run with --relock to replace it.",
            damaged);
      }
    }
    return new PublishedFurniture(
        found.dates(),
        found.credits(),
        found.bandLabel().isEmpty() ? Optional.empty() : Optional.of(found.bandLabel()),
        times,
        shade(found.shade()),
        found.timeline().map(this::timeline),
        renditions(found));
  }

  private SortedMap<String, Shade> renditions(Lock.Furniture found) {
    SortedMap<String, Shade> shades = new TreeMap<>();
    found
        .renditions()
        .forEach((name, strengths) -> shade(strengths).ifPresent(s -> shades.put(name, s)));
    return shades;
  }

  private Optional<Shade> shade(List<Double> strengths) {
    if (strengths.isEmpty()) {
      return Optional.empty();
    }
    Shade shade =
        strengths.size() == 2
            ? new Shade(strengths.get(0), strengths.get(1))
            : new Shade(Double.NaN, Double.NaN);
    if (!shade.isSound()) {
      throw UserError.usage(
          lock.name()
              + ": its layout of the furniture has damaged gradients, "
              + strengths
              + "; restore the file from version control, or run with --relock to replace it.");
    }
    return Optional.of(shade);
  }

  private static List<String> texts(List<LocalDate> days) {
    return days.stream().map(LocalDate::toString).toList();
  }

  private TimelineDates timeline(Lock.Timeline found) {
    try {
      TimelineDates dates =
          new TimelineDates(
              found.firstYear(),
              found.lastYear(),
              found.used().stream().map(LocalDate::parse).sorted().toList(),
              found.unused().stream().map(LocalDate::parse).sorted().toList());
      if (dates.isSound()) {
        return dates;
      }
    } catch (DateTimeException damaged) {
      // Reported below.
    }
    throw UserError.usage(
        lock.name()
            + ": its timeline has damaged years or days; restore the file from version control, or"
            + " run with --relock to replace it.");
  }

  private static String pattern(Lock.CaptionTime time) {
    if (!PublishedFurniture.isPattern(time.pattern())) {
      throw new IllegalArgumentException("pattern: " + time.pattern());
    }
    return time.pattern();
  }

  /** The next lock, with the layout of the frames that are published now. */
  public Lock next(Lock next, FurniturePainter painter) {
    PublishedFurniture published = painter.published();
    SortedMap<String, List<Double>> renditions = new TreeMap<>();
    published.renditions().forEach((name, shade) -> renditions.put(name, strengths(shade)));
    return next.with(
        new Lock.Furniture(
            settings,
            published.dates(),
            published.credits(),
            published.bandLabel().orElse(""),
            published.times().stream()
                .map(time -> new Lock.CaptionTime(time.time().toString(), time.pattern()))
                .toList(),
            published.shade().map(LockedFurniture::strengths).orElse(List.of()),
            published
                .timeline()
                .map(
                    line ->
                        new Lock.Timeline(
                            line.firstYear(),
                            line.lastYear(),
                            texts(line.used()),
                            texts(line.unused()))),
            renditions));
  }

  private static List<Double> strengths(Shade shade) {
    return List.of(shade.top(), shade.bottom());
  }
}
