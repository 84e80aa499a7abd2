package io.terralapse.revisit;

/**
 * A time in which the satellites passed and the video has no date.
 *
 * @param from the last date before it, or the start of the period, ISO 8601
 * @param to the next date after it, or the end of the period
 * @param days from one to the other
 * @param expectedPasses overpasses that were expected in between
 * @param foundPasses those of which there is a scene
 * @param cause {@code no-scene} (one or two passes of which there is none), {@code archive-gap}
 *     (three or more in a row), {@code cloudy} (all scenes were dropped for cloud), {@code dropped}
 *     (by other rules too), {@code mixed} (some are missing, others were dropped), or {@code
 *     no-satellite} (before the first or after the last year of the spacecraft)
 * @param basis {@code table} if passes follow from nominal repeat cycles, {@code dates} if from the
 *     usual interval between the dates found
 * @param sentence the same for people
 */
public record Gap(
    String from,
    String to,
    long days,
    int expectedPasses,
    int foundPasses,
    String cause,
    String basis,
    String sentence) {}
