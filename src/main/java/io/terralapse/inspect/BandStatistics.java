package io.terralapse.inspect;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of one band at full resolution, of stored values before scale and offset. As in GDAL,
 * pixels are left out whose value is nodata or NaN, or that the mask or the alpha band marks as
 * invalid.
 *
 * @param min smallest value; null if no pixel is valid
 * @param max largest value; null if no pixel is valid
 * @param mean arithmetic mean; null if no pixel is valid
 * @param valid share of valid pixels, 0 to 1
 * @param crc32 CRC-32 (as in zlib, 0 to 2^32 - 1) of all samples, valid or not, row by row as
 *     little-endian 64-bit floats
 */
@JsonPropertyOrder({"min", "max", "mean", "valid", "crc32"})
public record BandStatistics(
    @Nullable Double min, @Nullable Double max, @Nullable Double mean, double valid, long crc32) {}
