package io.terralapse.bands;

import java.util.Locale;
import java.util.Optional;

/**
 * The operators and functions of expressions. The list is closed: nothing else of the expression
 * library can be reached. Each operator is one plain loop over arrays, which the JIT can vectorise.
 * True is 1 and false is 0; a comparison with NaN is NaN.
 */
enum Operator {
  ADD("+", 2),
  SUBTRACT("-", 2),
  MULTIPLY("*", 2),
  DIVIDE("/", 2),
  POWER("^", 2),
  NEGATE("-", 1),
  LESS("<", 2),
  LESS_OR_EQUAL("<=", 2),
  GREATER(">", 2),
  GREATER_OR_EQUAL(">=", 2),
  EQUAL("==", 2),
  MIN("min", 2),
  MAX("max", 2),
  ABS("abs", 1),
  SQRT("sqrt", 1),
  LOG("log", 1),
  EXP("exp", 1),
  /** {@code clamp(value, low, high)}. */
  CLAMP("clamp", 3),
  /** {@code if(condition, then, otherwise)}; any condition other than 0 is true. */
  IF("if", 3);

  private final String symbol;
  private final int arity;

  Operator(String symbol, int arity) {
    this.symbol = symbol;
    this.arity = arity;
  }

  String symbol() {
    return symbol;
  }

  int arity() {
    return arity;
  }

  boolean isFunction() {
    return Character.isLetter(symbol.charAt(0));
  }

  /**
   * Fills {@code out[0, n)} from up to three operands of the same length. {@code out} may be one of
   * them; operands beyond the arity are ignored.
   */
  void run(float[] out, float[] a, float[] b, float[] c, int n) {
    switch (this) {
      case ADD -> add(out, a, b, n);
      case SUBTRACT -> subtract(out, a, b, n);
      case MULTIPLY -> multiply(out, a, b, n);
      case DIVIDE -> divide(out, a, b, n);
      case POWER -> power(out, a, b, n);
      case NEGATE -> negate(out, a, n);
      case LESS -> compare(out, a, b, n, 1, 0);
      case LESS_OR_EQUAL -> compare(out, a, b, n, 1, 1);
      case GREATER -> compare(out, b, a, n, 1, 0);
      case GREATER_OR_EQUAL -> compare(out, b, a, n, 1, 1);
      case EQUAL -> compare(out, a, b, n, 0, 1);
      case MIN -> min(out, a, b, n);
      case MAX -> max(out, a, b, n);
      case ABS -> abs(out, a, n);
      case SQRT -> sqrt(out, a, n);
      case LOG -> log(out, a, n);
      case EXP -> exp(out, a, n);
      case CLAMP -> clamp(out, a, b, c, n);
      case IF -> choose(out, a, b, c, n);
    }
  }

  /** The operator or function with a symbol, in any case, and a number of operands. */
  static Optional<Operator> find(String symbol, int arity) {
    String lower = symbol.toLowerCase(Locale.ROOT);
    for (Operator operator : values()) {
      if (operator.symbol.equals(lower) && operator.arity == arity) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  private static void add(float[] out, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] + b[i];
    }
  }

  private static void subtract(float[] out, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] - b[i];
    }
  }

  private static void multiply(float[] out, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] * b[i];
    }
  }

  private static void divide(float[] out, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] / b[i];
    }
  }

  /** StrictMath, as in all functions below: the same bits on every platform. */
  private static void power(float[] out, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = b[i] == 2 ? a[i] * a[i] : (float) StrictMath.pow(a[i], b[i]);
    }
  }

  private static void negate(float[] out, float[] a, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = -a[i];
    }
  }

  private static void compare(
      float[] out, float[] a, float[] b, int n, float ifLess, float ifEqual) {
    for (int i = 0; i < n; i++) {
      float difference = a[i] - b[i];
      if (a[i] < b[i]) {
        out[i] = ifLess;
      } else if (a[i] == b[i]) {
        out[i] = ifEqual;
      } else {
        out[i] = a[i] > b[i] ? 0 : difference;
      }
    }
  }

  private static void min(float[] out, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.min(a[i], b[i]);
    }
  }

  private static void max(float[] out, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(a[i], b[i]);
    }
  }

  private static void abs(float[] out, float[] a, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.abs(a[i]);
    }
  }

  private static void sqrt(float[] out, float[] a, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) Math.sqrt(a[i]);
    }
  }

  private static void log(float[] out, float[] a, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) StrictMath.log(a[i]);
    }
  }

  private static void exp(float[] out, float[] a, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) StrictMath.exp(a[i]);
    }
  }

  private static void clamp(float[] out, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(b[i], Math.min(c[i], a[i]));
    }
  }

  private static void choose(float[] out, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      float chosen = a[i] == 0 ? c[i] : b[i];
      out[i] = Float.isNaN(a[i]) ? a[i] : chosen;
    }
  }
}
