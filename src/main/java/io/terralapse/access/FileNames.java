package io.terralapse.access;

import java.util.regex.Pattern;

/** Checks names of files that were read from documents. */
public final class FileNames {
  /** What this program writes: no folders, and nothing that a file system refuses. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}");

  private FileNames() {}

  /**
   * Whether {@code name} names a file in the folder itself, in characters that this program uses.
   */
  public static boolean isPlain(String name) {
    return PLAIN.matcher(name).matches();
  }
}
