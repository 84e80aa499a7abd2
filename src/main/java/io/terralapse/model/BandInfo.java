package io.terralapse.model;

import java.util.Optional;

/**
 * The header of one band of a raster file.
 *
 * @param description name of the band, if it has one ("B04", "red")
 * @param scale multiplier from stored to physical value, 1 if not declared
 * @param offset added after scaling, 0 if not declared
 */
public record BandInfo(Optional<String> description, double scale, double offset) {}
