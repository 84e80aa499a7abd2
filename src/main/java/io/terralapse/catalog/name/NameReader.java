package io.terralapse.catalog.name;

import io.terralapse.model.AcquisitionDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads names by every known convention.
 *
 * <p>Guarantees: a date is the acquisition's, never a processing time; it is a day that the
 * calendar has; it does not lie after {@code latest}. Names of one convention that hold two
 * products of different dates (mosaics, differences) give none and say so. Thread-safe.
 */
public final class NameReader {

  /**
   * In order of how much a name must hold to match: the first that matches is believed, so that the
   * tile inside a Sentinel-2 product's name is not taken for a band file's.
   */
  private static final List<NameConvention> CONVENTIONS =
      Stream.<Stream<NameConvention>>of(
              Stream.of(Sentinel2OldName.values()),
              Stream.of(Sentinel2Name.values()),
              Stream.of(LandsatName.values()),
              Stream.of(
                  new HlsName(),
                  new Sentinel1Name(),
                  new GoesName(),
                  new NaipName(),
                  new ModisName()),
              Stream.of(PlanetName.values()))
          .flatMap(s -> s)
          .toList();

  private final Instant latest;

  /**
   * A reader for names of things that exist.
   *
   * @param latest no scene was acquired after this moment
   */
  public NameReader(Instant latest) {
    this.latest = latest;
  }

  /**
   * What a name says by the first convention that it follows; empty if it follows none.
   *
   * @param name a file's name without its extension, or a folder's name
   */
  public Optional<ParsedName> read(String name) {
    for (NameConvention convention : CONVENTIONS) {
      Matcher matcher = convention.pattern().matcher(name);
      List<ParsedName> readings = new ArrayList<>();
      while (matcher.find()) {
        readings.add(convention.read(matcher));
      }
      if (!readings.isEmpty()) {
        return Optional.of(plausible(single(readings)));
      }
    }
    return Optional.empty();
  }

  /** What a name of no convention says by the dates that stand in it. */
  public PlainDate readPlain(String name) {
    return PlainDate.read(name, latest);
  }

  private static ParsedName single(List<ParsedName> readings) {
    ParsedName first = readings.get(0);
    List<String> dates =
        readings.stream()
            .flatMap(r -> r.acquired().stream())
            .map(AcquisitionDate::text)
            .distinct()
            .toList();
    return dates.size() < 2
        ? first
        : first.withoutDate(
            dates.stream().collect(Collectors.joining(" and ", "holds the dates ", "")));
  }

  private ParsedName plausible(ParsedName reading) {
    return reading
        .acquired()
        .filter(date -> date.start().isAfter(latest))
        .map(date -> reading.withoutDate("holds " + date.text() + ", which is in the future"))
        .orElse(reading);
  }
}
