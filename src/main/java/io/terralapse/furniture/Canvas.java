package io.terralapse.furniture;

/**
 * What the furniture is drawn on.
 *
 * @param width pixels
 * @param height pixels
 * @param metresPerPixel size of a pixel on the ground; not positive or not finite where unknown,
 *     which leaves the scale bar out
 * @param northDegrees from the picture's up clockwise to true north; NaN leaves the arrow out
 * @param revealLocation false where nothing may betray the place; furniture shows no coordinates
 */
public record Canvas(
    int width, int height, double metresPerPixel, double northDegrees, boolean revealLocation) {}
