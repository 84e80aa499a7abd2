package io.terralapse.catalog.name;

import io.terralapse.model.AcquisitionDate;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * Reads names by all known conventions.
 *
 * <p>Guarantees: a date is an acquisition date, never a processing time; it is a calendar date; it
 * is not after {@code latest}. Names that contain two products of different dates (mosaics,
 * differences) have no date, with a reason. Thread-safe.
 */
public final class NameReader {
  /** Longer than any file system allows; identifiers of catalogues can have any length. */
  private static final int MAX_NAME = 1024;

  private final Instant latest;

  /**
   * A reader.
   *
   * @param latest no scene was acquired after this instant
   */
  public NameReader(Instant latest) {
    this.latest = latest;
  }

  /**
   * Reads a name by the first convention that it follows; empty if it follows none.
   *
   * @param name a file's name without its extension, or a folder's name
   */
  public Optional<ParsedName> read(String name) {
    if (name.length() > MAX_NAME) {
      return Optional.empty();
    }
    // macOS decomposes accented letters.
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    for (NameConvention convention : NameConventions.ALL) {
      Matcher matcher = convention.pattern().matcher(composed);
      List<ParsedName> parsed = new ArrayList<>();
      while (matcher.find()) {
        parsed.add(convention.read(matcher));
      }
      if (!parsed.isEmpty()) {
        return Optional.of(plausible(single(parsed)));
      }
    }
    return Optional.empty();
  }

  /** Reads the dates that are written out in a name without convention. */
  public PlainDate readPlain(String name) {
    return PlainDate.read(name.length() > MAX_NAME ? "" : name, latest);
  }

  /**
   * A day by its year and day of year, {@code 2023315}; empty if it is not possible or in the
   * future.
   */
  public Optional<PlainDate> readDayOfYear(String digits) {
    return DateDigits.dayOfYear(digits)
        .filter(date -> !date.start().isAfter(latest))
        .map(date -> new PlainDate(Optional.of(date), Optional.empty(), false, false));
  }

  private static ParsedName single(List<ParsedName> parsed) {
    ParsedName first = parsed.get(0);
    List<String> dates =
        parsed.stream()
            .flatMap(r -> r.acquired().stream())
            .map(AcquisitionDate::text)
            .distinct()
            .toList();
    return dates.size() < 2
        ? first
        : first.withoutDate(
            dates.stream().collect(Collectors.joining(" and ", "contains the dates ", "")));
  }

  private ParsedName plausible(ParsedName name) {
    return name.acquired()
        .filter(date -> date.start().isAfter(latest))
        .map(date -> name.withoutDate("contains " + date.text() + ", which is in the future"))
        .orElse(name);
  }
}
