package io.terralapse.bands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final int N = 3 * Expression.CHUNK + 17;

  private static String refusal(String formula) {
    UserError error =
        assertThrows(UserError.class, () -> new ExpressionParser().parse(formula), formula);
    assertEquals(ExitCode.USAGE, error.exitCode());
    assertTrue(String.valueOf(error.getMessage()).startsWith("look.bands: "), error.getMessage());
    return String.valueOf(error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(nir - red) / (nir + red)",
        "2.5 * (nir - red) / (nir + 6 * red - 7.5 * blue + 1)",
        "-nir ^ 2",
        "nir - red - blue",
        "nir / red / blue",
        "2 ^ (-red)",
        "nir * -red",
        "2 ^ 3 ^ red",
        "(2 * nir + 1 - sqrt((2 * nir + 1) ^ 2 - 8 * (nir - red))) / 2",
        "if(nir > red, nir, -red)",
        "if(blue <= 0.5, min(nir, red), max(nir, red))",
        "if(0.25 >= red, 1, if(red < 0.5, 2, 3))",
        "clamp(nir * 3 - 1, 0, 1)",
        "log(1 + exp(nir)) * abs(red - blue)",
        "1 + 2 * 3 - nir * 0",
        "nir == nir",
        "B8A * 2 + b08 - 4E-2",
        "(((((nir)))))",
        "1 / (red - red)",
        "sqrt(red - 1)",
      })
  void agreesWithANaiveImplementation(String formula) {
    ExpressionParser parser = new ExpressionParser();
    Expression expression = parser.parse(formula);
    Random random = new Random(7);
    float[][] inputs = new float[parser.inputs().size()][N];
    for (float[] input : inputs) {
      for (int i = 0; i < N; i++) {
        input[i] = random.nextInt(50) == 0 ? 0 : random.nextFloat();
      }
    }
    float[] out = new float[N];

    expression.apply(inputs, out);

    String spelled = formula.replace("b08", "b8").replace("4E-2", "0.04");
    for (int i = 0; i < N; i++) {
      Map<String, Double> values = new HashMap<>();
      for (int b = 0; b < inputs.length; b++) {
        values.put(parser.inputs().get(b).name().toLowerCase(Locale.ROOT), (double) inputs[b][i]);
      }
      double expected = NaiveFormula.evaluate(spelled, values);
      if (Double.isFinite(expected)) {
        assertEquals(expected, out[i], 3e-5 * Math.max(1, expected * expected), formula + values);
      } else {
        assertTrue(!Float.isFinite(out[i]), formula + values + " gave " + out[i]);
      }
    }
  }

  @Test
  void listsEachBandOnce() {
    ExpressionParser parser = new ExpressionParser();
    parser.parse("(NIR - B04) / (nir + B4) + vv");
    assertEquals(
        List.of("nir", "B4", "VV"), parser.inputs().stream().map(BandSelector::name).toList());
  }

  @Test
  void aComparisonWithNanIsNan() {
    ExpressionParser parser = new ExpressionParser();
    float[] out = new float[1];
    parser.parse("if(log(nir) < 0, 1, 2)").apply(new float[][] {{-1}}, out);
    assertTrue(Float.isNaN(out[0]), "got " + out[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nri + 1 | uses nri, which is not a band; use coastal, blue",
        "pi * nir | uses pi, which is not a band",
        "nir + | cannot be parsed",
        "nir red | cannot be parsed",
        "(nir | cannot be parsed",
        "min(nir) | cannot be parsed",
        "sum(nir, red) | cannot be parsed",
        "nir % red | cannot be parsed",
        "nir && red | cannot be parsed",
        "\"text\" | not arithmetic",
        "nir[0] | cannot be parsed",
        "nir.red | cannot be parsed",
        "0x1F + nir | not a decimal number",
        "1e99 * nir | not a decimal number in the range of float",
        "2nir | cannot be parsed",
      })
  void rejectsAnythingButArithmeticOverBands(String formula, String why) {
    String sentence = refusal(formula);
    assertTrue(sentence.contains(why), sentence);
  }

  @Test
  void rejectsFormulasTooLongOrTooDeep() {
    assertTrue(refusal("nir" + "+nir".repeat(130)).contains("523 characters"));
    assertTrue(refusal("-".repeat(60) + "nir").contains("nested more than 50 deep"));
    assertTrue(refusal("abs(".repeat(90) + "nir" + ")".repeat(90)).contains("nested"));
    assertTrue(refusal("(".repeat(400)).contains("cannot be parsed"));
    assertTrue(refusal("nir" + "^2".repeat(200)).contains("nested"));
  }
}
