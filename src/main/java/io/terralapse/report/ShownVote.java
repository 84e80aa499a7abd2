package io.terralapse.report;

/**
 * The shift of one window, to be drawn on the image.
 *
 * @param x centre of the window, frame pixels from the left edge; outside the frame if the window
 *     was in the margin around it
 * @param y the same, from the top edge
 * @param dxPx how far the window's content was right of the same content in the reference, frame
 *     pixels
 * @param dyPx the same, below
 * @param agrees whether the date's shift is based on it
 */
public record ShownVote(double x, double y, double dxPx, double dyPx, boolean agrees) {}
