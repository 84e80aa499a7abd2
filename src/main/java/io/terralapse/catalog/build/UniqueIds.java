package io.terralapse.catalog.build;

import io.terralapse.catalog.files.FilePath;
import io.terralapse.model.Scene;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Distinguishes scenes of one name in several folders by the folder's name. */
public final class UniqueIds {
  private UniqueIds() {}

  /**
   * The scenes with unique ids. The first scene of a name, in the given order, keeps it; the others
   * get {@code name@folder}, and a number if that is not unique.
   */
  public static List<Scene> apply(List<Scene> scenes) {
    Set<String> taken = new HashSet<>();
    List<Scene> unique = new ArrayList<>();
    for (Scene scene : scenes) {
      String id = scene.id();
      if (!taken.add(id)) {
        String stem = id + "@" + FilePath.last(FilePath.folder(scene.bands().get(0).file()));
        id = stem;
        for (int n = 2; !taken.add(id); n++) {
          id = stem + "-" + n;
        }
      }
      unique.add(id.equals(scene.id()) ? scene : renamed(scene, id));
    }
    return unique;
  }

  private static Scene renamed(Scene scene, String id) {
    return new Scene(
        id,
        scene.product(),
        scene.acquired(),
        scene.quantity(),
        scene.bands(),
        scene.alpha(),
        scene.masks(),
        scene.conditions(),
        scene.credit(),
        scene.footprint());
  }
}
