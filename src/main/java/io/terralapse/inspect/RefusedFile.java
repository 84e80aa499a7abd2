package io.terralapse.inspect;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A file that cannot be read.
 *
 * @param error one sentence that names the file, what is wrong and, if there is one, a remedy
 */
@JsonPropertyOrder({"file", "error"})
public record RefusedFile(String file, String error) implements Inspection {}
