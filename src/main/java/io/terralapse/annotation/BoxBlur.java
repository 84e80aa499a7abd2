package io.terralapse.annotation;

/** Box blur of a small mask; three passes approximate a Gaussian. */
final class BoxBlur {
  private BoxBlur() {}

  /** Blurs in place three times, which is nearly a Gaussian of {@code radius + 0.5} pixels. */
  static void blurThrice(int[] mask, int width, int height, int radius) {
    for (int pass = 0; pass < 3; pass++) {
      blur(mask, width, height, radius);
    }
  }

  /** Blurs in place, first along rows, then along columns; pixels outside are 0. */
  private static void blur(int[] mask, int width, int height, int radius) {
    int[] line = new int[Math.max(width, height)];
    for (int row = 0; row < height; row++) {
      pass(mask, row * width, 1, width, radius, line);
    }
    for (int column = 0; column < width; column++) {
      pass(mask, column, width, height, radius, line);
    }
  }

  private static void pass(int[] mask, int start, int step, int count, int radius, int[] line) {
    for (int i = 0; i < count; i++) {
      line[i] = mask[start + i * step];
    }
    int size = 2 * radius + 1;
    int sum = 0;
    for (int i = 0; i < Math.min(radius, count); i++) {
      sum += line[i];
    }
    for (int i = 0; i < count; i++) {
      if (i + radius < count) {
        sum += line[i + radius];
      }
      if (i - radius - 1 >= 0) {
        sum -= line[i - radius - 1];
      }
      mask[start + i * step] = (sum + radius) / size;
    }
  }
}
