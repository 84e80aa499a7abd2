package io.terralapse.catalog.files;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.nio.file.Path;

/**
 * Shell-like patterns for paths, the same on every system: {@code *} and {@code ?} match within one
 * name, {@code **} matches any number of folders, {@code [a-c]} and {@code [!a-c]} match one
 * character, {@code {tif,tiff}} matches either text. A backslash quotes the next character.
 * Thread-safe.
 */
public final class PathGlob {
  /** Longer than any path that a system can open. */
  private static final int MAX_LENGTH = 4096;

  /** The compiler recurses into braces. */
  private static final int MAX_BRACES = 50;

  private final Pattern pattern;

  private PathGlob(Pattern pattern) {
    this.pattern = pattern;
  }

  /** True if the text contains wildcards rather than being one path. */
  public static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  /**
   * The matcher for a pattern with {@code /} between names.
   *
   * @throws UserError if brackets or braces are not closed, or the pattern is too long
   */
  public static PathGlob of(String glob) {
    if (glob.length() > MAX_LENGTH) {
      throw UserError.usage(
          "The pattern \""
              + glob.substring(0, 40)
              + "...\" is longer than "
              + MAX_LENGTH
              + " characters; use several shorter ones.");
    }
    try {
      // No backtracking: names are not trusted, and *a*a*a*b on a long one would never end.
      return new PathGlob(Pattern.compile(toRegex(glob), Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      boolean range = e.getDescription().contains("range");
      throw new UserError(
          ExitCode.USAGE,
          "The pattern \""
              + glob
              + (range
                  ? "\" has a range of characters in reverse order; write the lower one first."
                  : "\" is not complete: close its brackets and braces."),
          e);
    }
  }

  /** True if the pattern matches the whole path. */
  public boolean matches(String slashedPath) {
    return pattern.matcher(slashedPath).matches();
  }

  /** True if the pattern matches the path or one of the folders it is in. */
  public boolean matchesWithin(String slashedPath) {
    if (matches(slashedPath)) {
      return true;
    }
    int slash = slashedPath.lastIndexOf('/');
    while (slash > 0) {
      if (matches(slashedPath.substring(0, slash))) {
        return true;
      }
      slash = slashedPath.lastIndexOf('/', slash - 1);
    }
    return false;
  }

  /** A path with slashes on every system. */
  public static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static String toRegex(String glob) {
    StringBuilder regex = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
            regex.append("(?:.*/)?");
            i += 2;
          } else if (glob.startsWith("**", i)) {
            regex.append(".*");
            i++;
          } else {
            regex.append("[^/]*");
          }
        }
        case '?' -> regex.append("[^/]");
        case '[' -> {
          int close = glob.indexOf(']', i + (glob.startsWith("!", i + 1) ? 3 : 2));
          if (close < 0) {
            throw new PatternSyntaxException("unclosed [", glob);
          }
          String inside = glob.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[");
          inside = inside.replace("^", "\\^").replace("]", "\\]");
          regex.append(inside.startsWith("!") ? "[^/" + inside.substring(1) : "[" + inside);
          regex.append(']');
          i = close;
        }
        case '{' -> {
          braces++;
          if (braces > MAX_BRACES) {
            throw UserError.usage(
                "The pattern \""
                    + glob
                    + "\" nests more than "
                    + MAX_BRACES
                    + " braces; use fewer.");
          }
          regex.append("(?:");
        }
        case '}' -> {
          braces--;
          regex.append(')');
        }
        case ',' -> regex.append(braces > 0 ? "|" : ",");
        case '\\' -> {
          i = Math.min(i + 1, glob.length() - 1);
          regex.append(Pattern.quote(glob.substring(i, i + 1)));
        }
        default -> regex.append(Pattern.quote(Character.toString(c)));
      }
    }
    return regex.toString();
  }
}
