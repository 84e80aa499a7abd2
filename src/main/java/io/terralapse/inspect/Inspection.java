package io.terralapse.inspect;

/** The result for one file: what is known of it, or why it is refused. A value. */
public sealed interface Inspection permits InspectedFile, RefusedFile {
  /** The file as it was named; an address without query and user information. */
  String file();
}
