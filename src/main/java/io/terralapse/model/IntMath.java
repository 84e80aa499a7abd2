package io.terralapse.model;

/** Integer arithmetic that Java 17 lacks. Stateless. */
public final class IntMath {
  private IntMath() {}

  /**
   * {@code a / b} rounded up, as {@code Math.ceilDiv} of Java 18; does not overflow.
   *
   * @param a at least 0
   * @param b at least 1
   */
  public static int ceilDiv(int a, int b) {
    return (int) (((long) a + b - 1) / b);
  }
}
