package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.model.UserError;

/** A coordinate reference system that a setting names. Stateless. */
final class NamedCrs {
  private NamedCrs() {}

  /**
   * The system.
   *
   * @param setting dotted, for the error
   * @throws UserError (usage) naming the setting, if there is no such system
   */
  static Crs of(String setting, String text) {
    try {
      return Crs.of(text);
    } catch (UserError unknown) {
      throw new UserError(
          unknown.exitCode(), setting + ": " + unknown.getMessage(), unknown.getCause());
    }
  }
}
