package io.terralapse.align;

import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import java.util.List;

/** The date that {@code coregister.reference} names. Stateless. */
public final class NamedReference {
  private NamedReference() {}

  /**
   * Refuses a name that no candidate has, before any pixel is read.
   *
   * @param candidates the dates that metadata leave
   * @throws UserError (usage) if the setting names none of them
   */
  public static void check(CoregisterSettings settings, List<Acquisition> candidates) {
    settings
        .reference()
        .filter(name -> settings.enabled())
        .filter(name -> candidates.stream().noneMatch(date -> isCalled(date, name)))
        .ifPresent(
            name -> {
              throw unknown(name);
            });
  }

  /**
   * Whether a date is meant.
   *
   * @param name the id of one of its scenes, its time or the beginning of that
   */
  static boolean isCalled(Acquisition date, String name) {
    return date.scenes().stream().map(Scene::id).anyMatch(name::equals)
        || date.acquired().text().startsWith(name);
  }

  static UserError unknown(String name) {
    return UserError.usage(
        "coregister.reference: no usable date is called "
            + name
            + "; name a scene id or a date that `terralapse plan` lists, or write auto.");
  }
}
