package io.terralapse.model;

/**
 * One band of a provider's mask. It may have another pixel size than the bands of the scene, but
 * has their CRS, and covers them completely or partly.
 *
 * @param file the raster that contains it
 * @param index band of that raster, from 0
 * @param coding meaning of its values
 * @param raster the header of {@code file}
 */
public record MaskBand(Location file, int index, MaskCoding coding, RasterInfo raster) {}
