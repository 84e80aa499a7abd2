package io.terralapse.model;

/**
 * One band of a provider's mask. It may be coarser or finer than the scene's bands; it shares their
 * CRS, and covers them or a part of them.
 *
 * @param file the raster that contains it
 * @param index band of that raster, from 0
 * @param coding what its values mean
 * @param raster the header of {@code file}
 */
public record MaskBand(Location file, int index, MaskCoding coding, RasterInfo raster) {}
