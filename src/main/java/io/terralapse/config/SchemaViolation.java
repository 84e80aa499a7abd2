package io.terralapse.config;

import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A value that the schema refuses. For one value the validator reports every rule that it breaks,
 * and for a value with several forms those of every form.
 *
 * @param pointer JSON pointer to the value, or to where a missing one would be
 * @param isMissing whether it has to be given and is not
 */
record SchemaViolation(String pointer, boolean isMissing) {

  /**
   * One violation for each value that has to be changed, in the order of their pointers. Where a
   * value has several forms, what is wrong inside it says more than that it has another form.
   */
  static List<SchemaViolation> of(Collection<ValidationMessage> messages) {
    Map<String, SchemaViolation> found = new TreeMap<>(Comparator.naturalOrder());
    for (ValidationMessage message : messages) {
      // Unknown settings are found by a walk of our own.
      if (!message.getType().equals("additionalProperties")) {
        SchemaViolation violation = of(message);
        found.put(violation.pointer(), violation);
      }
    }
    List<SchemaViolation> result = new ArrayList<>();
    for (SchemaViolation violation : found.values()) {
      String inside = violation.pointer() + "/";
      if (found.keySet().stream().noneMatch(pointer -> pointer.startsWith(inside))) {
        result.add(violation);
      }
    }
    return result;
  }

  private static SchemaViolation of(ValidationMessage message) {
    String pointer = message.getInstanceLocation().toString();
    return message.getType().equals("required")
        ? new SchemaViolation(pointer + "/" + message.getProperty(), true)
        : new SchemaViolation(pointer, false);
  }
}
