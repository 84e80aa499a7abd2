package io.terralapse.bands;

import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses the formulas of one recipe and collects the bands that they refer to. The text is
 * untrusted: length and nesting are bounded, and only the operators of {@link Operator} exist.
 */
final class ExpressionParser {
  static final int MAX_LENGTH = 500;
  static final int MAX_DEPTH = 50;

  /** Polarisations, the usual names of radar bands. */
  private static final List<String> RADAR = List.of("VV", "VH", "HH", "HV");

  private static final Pattern DECIMAL = Pattern.compile("[0-9]*\\.?[0-9]+([eE][+-]?[0-9]+)?");

  private final List<BandSelector> inputs = new ArrayList<>();

  /** The bands referred to by the formulas parsed until now, each once, in order of appearance. */
  List<BandSelector> inputs() {
    return List.copyOf(inputs);
  }

  /** The band that an identifier refers to; empty if it is not a band. */
  static Optional<BandSelector> findBand(String identifier) {
    return BandSelector.parse(identifier)
        .filter(
            band ->
                band.role().isPresent()
                    || BandSelector.isNumbered(identifier)
                    || RADAR.contains(band.name()));
  }

  /** A channel that shows one band unchanged. */
  Expression plain(BandSelector band) {
    return new Expression(band.name(), input(band));
  }

  /**
   * Parses a formula such as {@code (nir - red) / (nir + red)}.
   *
   * @throws UserError (usage) if it is invalid
   */
  Expression parse(String formula) {
    if (formula.length() > MAX_LENGTH) {
      throw UserError.usage(
          "look.bands: the expression has "
              + formula.length()
              + " characters; at most "
              + MAX_LENGTH
              + " are allowed.");
    }
    try {
      ASTNode tree = ExpressionSyntax.parse(formula);
      return new Expression(formula.strip(), term(formula, tree, 1));
    } catch (ParseException wrong) {
      throw wrong(
          formula,
          "cannot be parsed at character "
              + wrong.getStartPosition()
              + " ("
              + lowerFirst(String.valueOf(wrong.getMessage()))
              + "); write for example (nir - red) / (nir + red)");
    }
  }

  private Term term(String formula, ASTNode node, int depth) {
    if (depth > MAX_DEPTH) {
      throw wrong(formula, "is nested more than " + MAX_DEPTH + " deep; simplify it");
    }
    Token token = node.getToken();
    return switch (token.getType()) {
      case NUMBER_LITERAL -> number(formula, token.getValue());
      case VARIABLE_OR_CONSTANT -> variable(formula, token.getValue());
      case PREFIX_OPERATOR, INFIX_OPERATOR, FUNCTION -> operation(formula, node, depth);
      default ->
          throw wrong(
              formula, "contains " + token.getValue() + ", which is not arithmetic; remove it");
    };
  }

  private static Term number(String formula, String text) {
    float value = DECIMAL.matcher(text).matches() ? Float.parseFloat(text) : Float.NaN;
    if (!Float.isFinite(value)) {
      throw wrong(
          formula,
          "contains " + text + ", which is not a decimal number in the range of float; correct it");
    }
    return new Term.Constant(value);
  }

  private Term variable(String formula, String identifier) {
    return input(
        findBand(identifier)
            .orElseThrow(
                () ->
                    wrong(
                        formula, "uses " + identifier + ", which is not a band; " + listBands())));
  }

  /** The end of a message about an unknown band: what can be used instead. */
  static String listBands() {
    return "use "
        + BandSelector.roleNames()
        + ", a band number of the product such as B4 or B8A, or "
        + String.join(", ", RADAR);
  }

  private Term input(BandSelector band) {
    int index = inputs.indexOf(band);
    if (index < 0) {
      index = inputs.size();
      inputs.add(band);
    }
    return new Term.Input(index);
  }

  private Term operation(String formula, ASTNode node, int depth) {
    List<Term> operands = new ArrayList<>();
    for (ASTNode operand : node.getParameters()) {
      operands.add(term(formula, operand, depth + 1));
    }
    String symbol = node.getToken().getValue();
    Operator operator =
        Operator.find(symbol, operands.size())
            .orElseThrow(
                () ->
                    wrong(
                        formula,
                        "has "
                            + operands.size()
                            + " operands for "
                            + symbol
                            + "; correct their number"));
    return folded(new Term.Operation(operator, operands));
  }

  /** Evaluates operations on constants at once. */
  private static Term folded(Term.Operation operation) {
    float[][] values = new float[3][1];
    for (int i = 0; i < operation.operands().size(); i++) {
      if (!(operation.operands().get(i) instanceof Term.Constant constant)) {
        return operation;
      }
      values[i][0] = constant.value();
    }
    operation.operator().run(values[0], values[0], values[1], values[2], 1);
    return new Term.Constant(values[0][0]);
  }

  private static UserError wrong(String formula, String what) {
    return UserError.usage("look.bands: " + formula + " " + what + ".");
  }

  private static String lowerFirst(String message) {
    return message.isEmpty()
        ? "no reason given"
        : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}
