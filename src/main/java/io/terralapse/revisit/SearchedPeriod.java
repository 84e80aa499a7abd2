package io.terralapse.revisit;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The period for which dates were requested.
 *
 * @param from its start; empty if it begins with the first scene
 * @param to its end; empty if it ends with the last scene
 * @param requested whether a time within it is of use, as for some months of each year
 * @param filtered whether the search has conditions of its own, which may hide scenes
 */
public record SearchedPeriod(
    Optional<Instant> from, Optional<Instant> to, Predicate<Instant> requested, boolean filtered) {}
