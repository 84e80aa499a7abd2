package io.terralapse.config;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.Serial;
import java.util.stream.Collectors;

/**
 * A value that a schema cannot refuse and no setting can have. The message says what is wrong and
 * what to write; Jackson adds where the value is.
 */
final class BadValueException extends JsonMappingException {
  @Serial private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * A value that is wrong.
   *
   * @param problem goes after the setting's name, without a full stop
   */
  BadValueException(String problem) {
    super(null, problem);
    this.problem = problem;
  }

  /** {@code lanczos is not a kernel; write cubic}. */
  static BadValueException of(String value, String kind, String expected) {
    return new BadValueException(value + " is not " + kind + "; write " + expected);
  }

  String problem() {
    return problem;
  }

  /** JSON pointer to the value. */
  String pointer() {
    return getPath().stream()
        .map(
            step ->
                "/"
                    + (step.getFieldName() == null
                        ? Integer.toString(step.getIndex())
                        : YamlTree.escape(step.getFieldName())))
        .collect(Collectors.joining());
  }
}
