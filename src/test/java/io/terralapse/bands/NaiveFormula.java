package io.terralapse.bands;

import java.util.Locale;
import java.util.Map;

/**
 * A slow reference implementation of the expression evaluator: parses and computes one value at a
 * time, in doubles, by recursive descent. Has no code in common with the code under test.
 */
final class NaiveFormula {
  private final String text;
  private final Map<String, Double> values;
  private int at;

  private NaiveFormula(String text, Map<String, Double> values) {
    this.text = text.replace(" ", "");
    this.values = values;
  }

  static double evaluate(String text, Map<String, Double> values) {
    return new NaiveFormula(text, values).comparison();
  }

  private double comparison() {
    double left = sum();
    for (String sign : new String[] {"<=", ">=", "==", "<", ">"}) {
      if (take(sign)) {
        double right = sum();
        boolean holds =
            switch (sign) {
              case "<=" -> left <= right;
              case ">=" -> left >= right;
              case "==" -> left == right;
              case "<" -> left < right;
              default -> left > right;
            };
        return Double.isNaN(left) || Double.isNaN(right) ? Double.NaN : holds ? 1 : 0;
      }
    }
    return left;
  }

  private double sum() {
    double value = product();
    while (true) {
      if (take("+")) {
        value += product();
      } else if (take("-")) {
        value -= product();
      } else {
        return value;
      }
    }
  }

  private double product() {
    double value = negation();
    while (true) {
      if (take("*")) {
        value *= negation();
      } else if (take("/")) {
        value /= negation();
      } else {
        return value;
      }
    }
  }

  private double negation() {
    return take("-") ? -negation() : power();
  }

  private double power() {
    double base = atom();
    return take("^") ? StrictMath.pow(base, negation()) : base;
  }

  private double atom() {
    if (take("(")) {
      double value = comparison();
      take(")");
      return value;
    }
    int from = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    String word = text.substring(from, at).toLowerCase(Locale.ROOT);
    if (take("(")) {
      double[] arguments = new double[3];
      int n = 0;
      do {
        arguments[n++] = comparison();
      } while (take(","));
      take(")");
      return call(word, arguments[0], arguments[1], arguments[2]);
    }
    return values.containsKey(word) ? values.get(word) : Double.parseDouble(word);
  }

  private static double call(String name, double a, double b, double c) {
    return switch (name) {
      case "min" -> Math.min(a, b);
      case "max" -> Math.max(a, b);
      case "abs" -> Math.abs(a);
      case "sqrt" -> Math.sqrt(a);
      case "log" -> StrictMath.log(a);
      case "exp" -> StrictMath.exp(a);
      case "clamp" -> Math.max(b, Math.min(c, a));
      case "if" -> Double.isNaN(a) ? a : a != 0 ? b : c;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private boolean take(String token) {
    boolean here = text.startsWith(token, at);
    at += here ? token.length() : 0;
    return here;
  }
}
