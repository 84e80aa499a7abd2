package io.terralapse.report;

/**
 * What one window said about its place.
 *
 * @param x middle of the window, frame pixels from the left edge; outside of the frame if the
 *     window lay in the margin around it
 * @param y the same, from the top edge
 * @param dxPx how far the window's content lay right of the same content in the reference, frame
 *     pixels
 * @param dyPx the same, below
 * @param agrees whether the date's shift rests on it
 */
public record ShownVote(double x, double y, double dxPx, double dyPx, boolean agrees) {}
