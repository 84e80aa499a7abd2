package io.terralapse.model;

import java.util.Optional;

/**
 * What a raster file itself says of one of its bands.
 *
 * @param description the band's own name, if it has one ("B04", "red")
 * @param scale multiplier from stored to physical value, 1 if not stated
 * @param offset added after scaling, 0 if not stated
 */
public record BandInfo(Optional<String> description, double scale, double offset) {}
