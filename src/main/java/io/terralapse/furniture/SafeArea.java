package io.terralapse.furniture;

import java.awt.geom.Rectangle2D;

/**
 * Where platforms draw their own buttons and texts over a video, so that nothing may be read there:
 * shares of the frame's width or height.
 *
 * @param top share of the height
 * @param right share of the width
 * @param bottom share of the height
 * @param left share of the width
 */
public record SafeArea(double top, double right, double bottom, double left) {
  /** Nothing is drawn over the frame. */
  public static final SafeArea WHOLE = new SafeArea(0, 0, 0, 0);

  /** Upright videos of Instagram, TikTok and YouTube: titles, captions and buttons. */
  public static final SafeArea VERTICAL = new SafeArea(0.14, 0.12, 0.35, 0);

  /** What is left of a frame, pixels. */
  Rectangle2D inside(int width, int height) {
    return new Rectangle2D.Double(
        left * width, top * height, (1 - left - right) * width, (1 - top - bottom) * height);
  }
}
