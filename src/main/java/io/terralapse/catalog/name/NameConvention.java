package io.terralapse.catalog.name;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one provider names files and folders. To add a convention, implement this interface in the
 * file of its family and list it in {@link NameConventions}. Implementations are stateless.
 */
interface NameConvention {

  /** Finds the provider's part anywhere in a name, with any text before and after it. */
  Pattern pattern();

  /**
   * Interprets a match.
   *
   * @param match a successful find of {@link #pattern()}; only its groups may be read, because the
   *     caller continues the search with it
   */
  ParsedName read(Matcher match);
}
