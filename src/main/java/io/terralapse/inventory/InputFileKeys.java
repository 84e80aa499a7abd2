package io.terralapse.inventory;

import io.terralapse.align.ReferenceReader;
import io.terralapse.annotation.AnnotationFile;
import io.terralapse.annotation.AnnotationPainter;
import io.terralapse.config.JobSettings;
import io.terralapse.furniture.StyleSettings;
import io.terralapse.geo.DatumGrids;
import io.terralapse.grid.AreaFile;
import io.terralapse.grid.AreaOfInterest;
import io.terralapse.grid.FocusArea;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Grid;
import io.terralapse.model.InputFile;
import io.terralapse.onset.OnsetArea;
import io.terralapse.onset.OnsetSearch;
import io.terralapse.window.WindowStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that settings name and that frames depend on beside the scenes, each with a key of what
 * counts of its content: polygons that are only written otherwise have the same key. Manifests of
 * dates are not among them, since the dates of the scenes tell what they say. Stateless.
 */
public final class InputFileKeys {
  private static final String EXCLUDE = "coregister.exclude";

  private InputFileKeys() {}

  /**
   * The files whose content is part of the hash of the settings.
   *
   * @throws io.terralapse.model.UserError (usage) if one cannot be read
   */
  public static List<InputFile> ofSettings(JobSettings job) {
    StyleSettings style = job.furniture().style();
    List<InputFile> files = new ArrayList<>();
    style.font().forEach(font -> files.add(InputFile.of("furniture.font", font, style.key(font))));
    style
        .logo()
        .ifPresent(logo -> files.add(InputFile.of("furniture.logo", logo, style.key(logo))));
    DatumGrids.checksums().forEach((name, sum) -> files.add(new InputFile("geo.grids", name, sum)));
    return files;
  }

  /**
   * The file of the area of interest; none if it is given otherwise.
   *
   * @throws io.terralapse.model.UserError (usage) if it cannot be read
   */
  public static List<InputFile> ofArea(JobSettings job) {
    return job.grid().aoi() instanceof AreaOfInterest.GeoJson area
        ? List.of(hashed("aoi.geojson", area.file(), job.grid().area()))
        : List.of();
  }

  /**
   * All others, as they are used on the grid of an inventory, whose area is first.
   *
   * @param store hashes what it has not hashed before
   * @throws io.terralapse.model.UserError (usage) if one cannot be read
   */
  public static List<InputFile> ofInventory(
      JobSettings job, SceneInventory inventory, WindowStore store) {
    Grid grid = inventory.plan().grid();
    List<InputFile> files = new ArrayList<>(ofArea(job));
    inventory
        .reference()
        .ifPresent(
            image ->
                files.add(
                    new InputFile(
                        "coregister.reference",
                        image.id(),
                        SceneKeys.key(
                            ReferenceReader.findRequest(
                                image, inventory.plan(), job.coregister().maxShiftM()),
                            store))));
    job.coregister()
        .exclude()
        .ifPresent(
            file -> files.add(hashed(EXCLUDE, file, AreaFile.read(EXCLUDE, file, grid).toText())));
    for (AnnotationFile overlay : job.overlays()) {
      files.add(
          InputFile.of(
              "furniture.overlays", overlay.geojson(), AnnotationPainter.content(overlay)));
    }
    for (OnsetArea area : job.onset()) {
      files.add(hashed("onset", area.geojson(), OnsetSearch.polygons(area, grid).toText()));
    }
    if (job.focus().orElse(null) instanceof AreaOfInterest.GeoJson focus) {
      files.add(hashed("focus.geojson", focus.file(), FocusArea.outline(focus, grid)));
    }
    return files;
  }

  private static InputFile hashed(String setting, Path file, String content) {
    return InputFile.of(setting, file, ContentKey.of(content).hex());
  }
}
