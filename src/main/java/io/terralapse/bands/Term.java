package io.terralapse.bands;

import java.util.List;

/** A node of a parsed expression. */
sealed interface Term {
  /** A number. */
  record Constant(float value) implements Term {}

  /**
   * The value of an input band.
   *
   * @param index place among the inputs, from 0
   */
  record Input(int index) implements Term {}

  /** An operator over other terms, as many as it takes. */
  record Operation(Operator operator, List<Term> operands) implements Term {
    /** Copies the list. */
    public Operation {
      operands = List.copyOf(operands);
    }
  }
}
