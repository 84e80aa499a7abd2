package io.terralapse.bands;

import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.FunctionIfc;
import com.ezylang.evalex.functions.FunctionParameterDefinition;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPowerOfOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.operators.booleans.InfixEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterOperator;
import com.ezylang.evalex.operators.booleans.InfixLessEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixLessOperator;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The grammar of expressions: EvalEx's tokens and precedence, with only the operators and functions
 * of {@link Operator}. EvalEx is used as a parser; its evaluation works on big decimals, one value
 * at a time, and is never called.
 */
final class ExpressionSyntax {
  private static final ExpressionConfiguration CONFIGURATION = configuration();

  private ExpressionSyntax() {}

  /** The abstract syntax tree of a formula. */
  static ASTNode parse(String formula) throws ParseException {
    return new Expression(formula, CONFIGURATION).getAbstractSyntaxTree();
  }

  private static ExpressionConfiguration configuration() {
    MapBasedOperatorDictionary operators = new MapBasedOperatorDictionary();
    operators.addOperator("-", new PrefixMinusOperator());
    operators.addOperator("+", new InfixPlusOperator());
    operators.addOperator("-", new InfixMinusOperator());
    operators.addOperator("*", new InfixMultiplicationOperator());
    operators.addOperator("/", new InfixDivisionOperator());
    operators.addOperator("^", new InfixPowerOfOperator());
    operators.addOperator("<", new InfixLessOperator());
    operators.addOperator("<=", new InfixLessEqualsOperator());
    operators.addOperator(">", new InfixGreaterOperator());
    operators.addOperator(">=", new InfixGreaterEqualsOperator());
    operators.addOperator("==", new InfixEqualsOperator());
    MapBasedFunctionDictionary functions = new MapBasedFunctionDictionary();
    for (Operator operator : Operator.values()) {
      if (operator.isFunction()) {
        functions.addFunction(operator.symbol(), new Signature(operator.arity()));
      }
    }
    return ExpressionConfiguration.builder()
        .operatorDictionary(operators)
        .functionDictionary(functions)
        .defaultConstants(Map.of())
        .arraysAllowed(false)
        .structuresAllowed(false)
        .binaryAllowed(false)
        .implicitMultiplicationAllowed(false)
        .singleQuoteStringLiteralsAllowed(false)
        // -a ^ 2 is -(a ^ 2), as in mathematical notation.
        .powerOfPrecedence(OperatorIfc.OPERATOR_PRECEDENCE_POWER_HIGHER)
        .build();
  }

  /** A function's number of operands, which is all that the parser needs. */
  private record Signature(int arity) implements FunctionIfc {
    @Override
    public List<FunctionParameterDefinition> getFunctionParameterDefinitions() {
      return Collections.nCopies(
          arity, FunctionParameterDefinition.builder().name("value").build());
    }

    @Override
    public boolean hasVarArgs() {
      return false;
    }

    @Override
    public void validatePreEvaluation(Token token, EvaluationValue... values) {
      throw new UnsupportedOperationException("EvalEx is used for parsing only");
    }

    @Override
    public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... values) {
      throw new UnsupportedOperationException("EvalEx is used for parsing only");
    }
  }
}
