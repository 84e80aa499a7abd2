package io.terralapse.bands;

import java.util.List;

/** A node of a parsed expression. */
sealed interface Term {
  /** A number. */
  record Constant(float value) implements Term {}

  /**
   * The value of an input band.
   *
   * @param index index of the input, from 0
   */
  record Input(int index) implements Term {}

  /** An operator with its operands. */
  record Operation(Operator operator, List<Term> operands) implements Term {
    /** Copies the list. */
    public Operation {
      operands = List.copyOf(operands);
    }
  }
}
