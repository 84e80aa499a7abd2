package io.terralapse.read;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.Quantity;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares the values of the dates of a sequence, which one stretch cannot show if their units
 * differ: a date of values ten thousand times those of the others would be white, and the others
 * black. A date whose unit is evident is converted; of one whose unit is not, and whose values are
 * of another order of magnitude, nothing is shown.
 *
 * @param usedIds ids of all dates but the dropped ones
 * @param converted acquisitions among them whose bands have other scales now and have to be
 *     measured again
 * @param dropped scenes of dates that are not shown
 * @param issues a warning for each date that is converted while most dates are not
 * @param kept the unit of published frames that is kept although all dates together would be shown
 *     in another, as the object of a sentence; empty if they would not
 */
record ValueRanges(
    Set<String> usedIds,
    List<Acquisition> converted,
    List<DroppedScene> dropped,
    List<Issue> issues,
    Optional<String> kept) {

  /** Ledger reason of dates whose values do not compare with the others, and code of warnings. */
  static final String CODE = "values";

  /** Ratio of bright levels that is no change of the surface if the sample types differ. */
  private static final double TYPES_DIFFER = 8;

  /** The same for equal sample types: fresh snow is up to 60 times as bright as water. */
  private static final double MAGNITUDES = 100;

  /** Reflectance of bright land, for examples in messages. */
  private static final double BRIGHT_LAND = 0.2;

  private record Level(ReadAcquisition date, ValueUnit unit, double bright, SampleType type) {
    Quantity quantity() {
      return date.acquisition().scenes().get(0).quantity();
    }
  }

  /** Compares dates of which none is published. */
  static ValueRanges of(List<ReadAcquisition> dates) {
    return of(dates, date -> false);
  }

  /**
   * Compares dates; those without a usable pixel are kept.
   *
   * @param published whether a date is a published frame. If any is, these decide in which unit all
   *     are shown, so that dates that arrive change none of them
   */
  static ValueRanges of(List<ReadAcquisition> dates, Predicate<ReadAcquisition> published) {
    List<Level> levels =
        dates.stream().filter(ValueRanges::isMeasured).map(ValueRanges::of).toList();
    if (levels.size() < 2) {
      return new ValueRanges(ids(dates), List.of(), List.of(), List.of(), Optional.empty());
    }
    List<Level> shown = levels.stream().filter(level -> published.test(level.date())).toList();
    List<Level> deciding = shown.isEmpty() ? levels : shown;
    ValueUnit usual = usual(deciding);
    ValueUnit target = target(usual, deciding);
    boolean mixed = isMixed(deciding, usual);
    double typical =
        median(
            deciding.stream().filter(level -> level.unit() == usual).map(Level::bright).toList());
    Set<String> used = ids(dates);
    List<Acquisition> converted = new ArrayList<>();
    List<DroppedScene> dropped = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    for (Level level : levels) {
      ReadAcquisition date = level.date();
      boolean known = level.unit().isConvertible() && target.isConvertible();
      boolean picture = level.unit() == ValueUnit.PICTURE || usual == ValueUnit.PICTURE;
      boolean relabelled =
          mixed && target == ValueUnit.REFLECTANCE && level.quantity() == Quantity.DN;
      if (known && level.unit() != usual && !picture) {
        issues.add(conversion(level, typical, levels));
      }
      if (known && (level.unit() != target || relabelled)) {
        converted.add(convert(date.acquisition(), level.unit(), target));
      } else if (!known && differs(level, typical, levels, usual)) {
        used.remove(date.id());
        ReadSelection.drop(date.acquisition(), CODE, refusal(level, typical, levels), dropped);
      }
    }
    return new ValueRanges(used, converted, dropped, issues, kept(target, levels));
  }

  private static Optional<String> kept(ValueUnit target, List<Level> levels) {
    ValueUnit otherwise = target(usual(levels), levels);
    return otherwise == target
        ? Optional.empty()
        : Optional.of(
            "the unit of the published frames ("
                + target.text()
                + "), in which all dates are shown; by all present dates it would be another ("
                + otherwise.text()
                + ")");
  }

  private static Set<String> ids(List<ReadAcquisition> dates) {
    return dates.stream().map(ReadAcquisition::id).collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean isMeasured(ReadAcquisition date) {
    return !date.tone().isEmpty() && date.recipe().result().isEmpty();
  }

  private static Level of(ReadAcquisition date) {
    Scene scene = date.acquisition().scenes().get(0);
    List<SceneBand> bands = date.recipe().findIn(scene).orElse(scene.bands());
    return new Level(
        date,
        ValueUnit.of(scene, bands, date.tone()),
        ValueUnit.bright(date.tone()),
        bands.get(0).raster().sampleType());
  }

  /** The unit of most dates; the preferred one if two are equally frequent. */
  private static ValueUnit usual(List<Level> levels) {
    Map<ValueUnit, Integer> counts = new EnumMap<>(ValueUnit.class);
    levels.forEach(level -> counts.merge(level.unit(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<ValueUnit, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .orElseThrow()
        .getKey();
  }

  /**
   * The unit that dates are converted to: that of most dates, but reflectance rather than its
   * multiples if the units differ at all.
   */
  private static ValueUnit target(ValueUnit usual, List<Level> levels) {
    return usual == ValueUnit.TEN_THOUSANDTHS && isMixed(levels, usual)
        ? ValueUnit.REFLECTANCE
        : usual;
  }

  private static boolean isMixed(List<Level> levels, ValueUnit usual) {
    return levels.stream().anyMatch(level -> level.unit() != usual && level.unit().isConvertible());
  }

  /** True if values differ by more than a change of the surface can explain. */
  private static boolean differs(Level level, double typical, List<Level> levels, ValueUnit usual) {
    if (level.bright() == 0 || typical == 0) {
      // A constant zero is data that is missing, which is reported where the frame is drawn.
      return false;
    }
    boolean sameType =
        levels.stream()
            .anyMatch(
                other ->
                    !other.date().id().equals(level.date().id())
                        && other.unit() == usual
                        && other.type() == level.type());
    double ratio = Math.abs(level.bright() / typical);
    boolean impossible = usual == ValueUnit.REFLECTANCE && level.unit() == ValueUnit.UNKNOWN;
    double limit = sameType && !(impossible && ratio > 1) ? MAGNITUDES : TYPES_DIFFER;
    boolean negative = level.type().isFloating() && level.bright() < -1 != typical < -1;
    return negative || ratio >= limit || ratio <= 1 / limit;
  }

  private static Acquisition convert(Acquisition acquisition, ValueUnit from, ValueUnit to) {
    return new Acquisition(
        acquisition.id(),
        acquisition.acquired(),
        acquisition.scenes().stream()
            .map(
                scene ->
                    scene.rescaled(
                        from.factorTo(to),
                        scene.quantity() == Quantity.DN && to == ValueUnit.REFLECTANCE
                            ? Quantity.REFLECTANCE
                            : scene.quantity()))
            .toList());
  }

  private static Issue conversion(Level level, double typical, List<Level> levels) {
    String id = level.date().id();
    String unit =
        level.unit() == ValueUnit.REFLECTANCE
            ? "as reflectance from 0 to 1 and the others as reflectance times 10,000"
            : "as reflectance times 10,000";
    return new Issue(
        CODE,
        id,
        id
            + " has values up to about "
            + number(level.bright())
            + " and the other dates up to about "
            + number(typical)
            + ", so it is read "
            + unit
            + "; if that is wrong, give its factor in "
            + entry(level, levels, level.unit() == ValueUnit.REFLECTANCE ? "1" : "0.0001")
            + ".");
  }

  private static String refusal(Level level, double typical, List<Level> levels) {
    return level.date().id()
        + " is not used: its values up to about "
        + number(level.bright())
        + " do not compare with those of the other dates, up to about "
        + number(typical)
        + ", and nothing says what they mean; give their factor and offset to reflectance in "
        + entry(level, levels, scale(level.bright()))
        + ", or leave the date out.";
  }

  /** An entry of {@code sources} for the files of the date. */
  private static String entry(Level level, List<Level> levels, String scale) {
    List<Location> files =
        levels.stream()
            .flatMap(other -> other.date().acquisition().scenes().stream())
            .flatMap(scene -> scene.files().stream())
            .toList();
    Scene scene = level.date().acquisition().scenes().get(0);
    return "sources.scale, as in sources: [{match: \""
        + SourceEntry.pattern(scene, files)
        + "\", scale: "
        + scale
        + "}]";
  }

  /** The power of ten that brings values nearest to those of bright land. */
  private static String scale(double bright) {
    double exponent = Math.rint(Math.log10(BRIGHT_LAND / Math.abs(bright)));
    return BigDecimal.ONE.scaleByPowerOfTen((int) exponent).toPlainString();
  }

  private static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%.0f" : size >= 1 ? "%.1f" : size >= 0.01 ? "%.2f" : "%.2g";
    return String.format(Locale.ROOT, format, value);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(0);
  }
}
