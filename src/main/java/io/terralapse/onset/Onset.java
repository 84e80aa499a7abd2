package io.terralapse.onset;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of the first change of an area.
 *
 * @param name the area
 * @param status {@code found} (the departure was seen on two clear dates in a row), {@code
 *     unconfirmed} (it was seen on the last clear date only), {@code none} (no departure), {@code
 *     unknown} (too little of the area was seen to tell)
 * @param lastBefore the last clear date without the change, ISO 8601; empty unless found or
 *     unconfirmed
 * @param firstAfter the first clear date with it; empty like {@code lastBefore}
 * @param confirmedBy the next clear date after {@code firstAfter}, which has the change too; empty
 *     unless found
 * @param statistic how far that date departs from the area's past, in units of its own variation;
 *     without a change the largest value of all dates; empty if unknown
 * @param clearDates dates on which enough of the area was seen
 * @param hiddenDates dates on which cloud, missing data or a refused alignment hid it
 * @param hiddenBetween those of them that lie between {@code lastBefore} and {@code firstAfter}
 * @param sentence the same for people
 */
public record Onset(
    String name,
    String status,
    Optional<String> lastBefore,
    Optional<String> firstAfter,
    Optional<String> confirmedBy,
    OptionalDouble statistic,
    int clearDates,
    int hiddenDates,
    int hiddenBetween,
    String sentence) {}
