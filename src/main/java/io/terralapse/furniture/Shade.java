package io.terralapse.furniture;

/**
 * How strong the gradients are at the edges of the frame, one value for the whole sequence.
 *
 * @param top 0 to 1
 * @param bottom 0 to 1
 */
public record Shade(double top, double bottom) {
  /** For a sequence whose brightness is not known. */
  static final Shade MOST = new Shade(Gradients.TOP, Gradients.BOTTOM);

  /** Gradients that a lock may hold. */
  public boolean isSound() {
    return top >= 0 && top <= Gradients.TOP && bottom >= 0 && bottom <= Gradients.BOTTOM;
  }
}
