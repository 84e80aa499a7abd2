package io.terralapse.catalog.files;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression over the names of files, which are not trusted: matching takes time in
 * proportion to the length of the name, whatever the expression is (RE2 has no backtracking, hence
 * no look-around and no back-references). Thread-safe.
 */
public final class NamePattern {
  private static final int MAX_LENGTH = 1000;

  private final Pattern pattern;

  private NamePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Compiles an expression.
   *
   * @param regex at most 1,000 characters in the syntax of RE2, which is that of Java without
   *     look-around, back-references, possessive quantifiers and operations on classes
   * @throws IllegalArgumentException if it is malformed, not supported or too large; the message is
   *     a predicate, "is not a regular expression (missing closing ))"
   */
  public static NamePattern of(String regex) {
    if (regex.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("is longer than " + MAX_LENGTH + " characters");
    }
    RegexSize.check(regex);
    try {
      return new NamePattern(Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      String part =
          e.getDescription() + (e.getPattern().equals(regex) ? "" : ": " + e.getPattern());
      throw new IllegalArgumentException(
          isJavaRegex(regex)
              ? "uses a look-around, back-reference or other construct that is not supported ("
                  + e.getPattern()
                  + ")"
              : "is not a regular expression (" + part + ")",
          e);
    }
  }

  private static boolean isJavaRegex(String regex) {
    try {
      java.util.regex.Pattern.compile(regex);
      return true;
    } catch (java.util.regex.PatternSyntaxException e) {
      return false;
    }
  }

  /** Finds the expression in a name. */
  public Matcher matcher(String name) {
    return pattern.matcher(name);
  }

  /** Whether the expression has a group of this name. */
  public boolean hasGroup(String name) {
    return pattern.namedGroups().containsKey(name);
  }

  /** The expression as it was written. */
  public String pattern() {
    return pattern.pattern();
  }

  @Override
  public String toString() {
    return pattern();
  }
}
