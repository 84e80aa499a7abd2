package io.terralapse.catalog.name;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One provider's way of naming files and folders. Implementations are stateless. */
interface NameConvention {

  /** Finds the provider's part anywhere in a name; what stands before and after it is free. */
  Pattern pattern();

  /**
   * Says what a match means.
   *
   * @param match a successful find of {@link #pattern()}, only to be asked for its groups: the
   *     caller goes on searching with it
   */
  ParsedName read(Matcher match);
}
