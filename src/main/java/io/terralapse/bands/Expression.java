package io.terralapse.bands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A compiled formula over input bands, evaluated over arrays. Immutable and thread-safe; the same
 * input gives the same bits on every platform.
 */
public final class Expression {
  /** Values computed at a time, so that operands and results stay in the first-level cache. */
  static final int CHUNK = 1024;

  private final String text;
  private final Term term;

  // Evaluation uses slots of CHUNK values: constants first, then registers, then the inputs.
  private final List<Float> constants = new ArrayList<>();
  private final int registers;
  private final List<Instruction> instructions = new ArrayList<>();
  private final int result;

  private record Instruction(Operator operator, int out, int a, int b, int c) {}

  Expression(String text, Term term) {
    this.text = text;
    this.term = term;
    this.registers = registers(term);
    collectConstants(term);
    this.result = compile(term, 0);
  }

  /** The source text of the formula. */
  public String text() {
    return text;
  }

  /** The input that the expression consists of; empty if it is a computation. */
  OptionalInt plainInput() {
    return term instanceof Term.Input input ? OptionalInt.of(input.index()) : OptionalInt.empty();
  }

  /** Registers needed: they form a stack with the results of earlier operands. */
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

  /** Appends the instructions for a term and returns the slot of its result. */
  private int compile(Term source, int depth) {
    if (source instanceof Term.Constant constant) {
      return constants.indexOf(constant.value());
    }
    if (source instanceof Term.Input input) {
      return constants.size() + registers + input.index();
    }
    Term.Operation operation = (Term.Operation) source;
    int[] operands = new int[3];
    for (int i = 0; i < operation.operands().size(); i++) {
      operands[i] = compile(operation.operands().get(i), depth + i);
    }
    int out = constants.size() + depth;
    instructions.add(
        new Instruction(operation.operator(), out, operands[0], operands[1], operands[2]));
    return out;
  }

  /**
   * Evaluates the formula for each pixel.
   *
   * @param inputs {@code [input][i]}, all as long as {@code out}
   * @param out receives the values; not finite where the formula is undefined
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
      for (Instruction s : instructions) {
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
