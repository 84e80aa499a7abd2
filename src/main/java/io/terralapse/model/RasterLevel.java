package io.terralapse.model;

/** The size of one resolution level of a raster file; level 0 is full resolution. */
public record RasterLevel(int width, int height) {}
