package io.terralapse.bands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one channel shows: a formula over input bands, ready to run over whole arrays. Immutable and
 * thread-safe; the same input gives the same bits everywhere.
 */
public final class Expression {
  /** Values taken at a time: operands and results of a step stay in the nearest cache. */
  static final int CHUNK = 1024;

  private final String text;
  private final Term term;

  // A run works in slots of CHUNK values: constants first, then registers, then the inputs.
  private final List<Float> constants = new ArrayList<>();
  private final int registers;
  private final List<Step> steps = new ArrayList<>();
  private final int result;

  private record Step(Operator operator, int out, int a, int b, int c) {}

  Expression(String text, Term term) {
    this.text = text;
    this.term = term;
    this.registers = registers(term);
    collectConstants(term);
    this.result = compile(term, 0);
  }

  /** The formula as it was written. */
  public String text() {
    return text;
  }

  /** The input that the expression merely repeats, if it is so simple. */
  OptionalInt plainInput() {
    return term instanceof Term.Input input ? OptionalInt.of(input.index()) : OptionalInt.empty();
  }

  /** Registers are a stack: an operation keeps the results of its earlier operands below it. */
  private static int registers(Term term) {
    int most = 1;
    if (term instanceof Term.Operation operation) {
      for (int i = 0; i < operation.operands().size(); i++) {
        most = Math.max(most, i + registers(operation.operands().get(i)));
      }
    }
    return most;
  }

  private void collectConstants(Term term) {
    if (term instanceof Term.Constant constant && !constants.contains(constant.value())) {
      constants.add(constant.value());
    } else if (term instanceof Term.Operation operation) {
      operation.operands().forEach(this::collectConstants);
    }
  }

  /** Appends the steps for a term and answers with the slot of its values. */
  private int compile(Term of, int depth) {
    if (of instanceof Term.Constant constant) {
      return constants.indexOf(constant.value());
    }
    if (of instanceof Term.Input input) {
      return constants.size() + registers + input.index();
    }
    Term.Operation operation = (Term.Operation) of;
    int[] operands = new int[3];
    for (int i = 0; i < operation.operands().size(); i++) {
      operands[i] = compile(operation.operands().get(i), depth + i);
    }
    int out = constants.size() + depth;
    steps.add(new Step(operation.operator(), out, operands[0], operands[1], operands[2]));
    return out;
  }

  /**
   * Computes every value.
   *
   * @param inputs {@code [input][i]}, all as long as {@code out}
   * @param out filled; not finite where the formula has no value
   */
  void apply(float[][] inputs, float[] out) {
    float[][] slots = new float[constants.size() + registers + inputs.length][];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new float[CHUNK];
    }
    for (int i = 0; i < constants.size(); i++) {
      Arrays.fill(slots[i], constants.get(i));
    }
    int firstInput = constants.size() + registers;
    for (int from = 0; from < out.length; from += CHUNK) {
      int n = Math.min(CHUNK, out.length - from);
      for (int i = 0; i < inputs.length; i++) {
        System.arraycopy(inputs[i], from, slots[firstInput + i], 0, n);
      }
      for (Step s : steps) {
        s.operator().run(slots[s.out()], slots[s.a()], slots[s.b()], slots[s.c()], n);
      }
      System.arraycopy(slots[result], 0, out, from, n);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
