package io.terralapse.inventory;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.config.JobSettings;
import io.terralapse.geo.DatumGrids;
import io.terralapse.model.Acquisition;
import io.terralapse.model.ContentKey;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.InputFile;
import io.terralapse.model.Scene;
import io.terralapse.window.WindowStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything that a video depends on, in two hashes: the settings (with the program's version), and
 * the scenes. A run whose hashes are those of the published ledger has nothing to do.
 *
 * @param settings hash of every setting that can change an output
 * @param scenes hash of id, date and content of every usable scene, and of why the others are
 *     dropped, and of the other files that frames depend on
 * @param files those other files, and those whose content is part of {@code settings}
 */
public record Fingerprint(String settings, String scenes, List<InputFile> files) {
  /** Copies the list. */
  public Fingerprint {
    files = List.copyOf(files);
  }

  /** Hashes an inventory; reads no pixels that an earlier run has hashed already. */
  public static Fingerprint of(
      JobSettings job, String toolVersion, SceneInventory inventory, WindowStore store) {
    double maxShiftM = job.coregister().maxShiftM();
    // The area of interest may come from a file that the settings only name.
    StringBuilder text = new StringBuilder();
    text.append(inventory.plan().grid()).append('\n');
    text.append(inventory.plan().area().toText()).append('\n');
    for (Acquisition acquisition : inventory.plan().acquisitions()) {
      text.append(acquisition.id()).append('\n');
      for (Scene scene : acquisition.scenes()) {
        text.append(scene.id())
            .append(' ')
            .append(scene.acquired())
            .append(' ')
            .append(scene.credit().orElse(""))
            .append(' ')
            .append(scene.conditions())
            .append(' ')
            .append(SceneKeys.key(inventory.findRequest(acquisition, scene, maxShiftM), store))
            .append('\n');
      }
    }
    List<InputFile> others = InputFileKeys.ofInventory(job, inventory, store);
    others.forEach(file -> text.append(file.setting()).append(' ').append(file.key()).append('\n'));
    for (DroppedScene dropped : inventory.dropped()) {
      text.append(dropped.scene().id()).append(' ').append(dropped.reason()).append('\n');
    }
    List<InputFile> files = new ArrayList<>(InputFileKeys.ofSettings(job));
    files.addAll(others);
    return new Fingerprint(
        settingsHash(job, toolVersion, AlgorithmVersion.text()),
        ContentKey.of(text.toString()).hex(),
        files);
  }

  /** The fingerprint of frames that depend on the scenes of another one too. */
  public Fingerprint with(Fingerprint other) {
    return new Fingerprint(
        settings,
        ContentKey.of(scenes + "\n" + other.scenes).hex(),
        Stream.concat(files.stream(), other.files.stream()).distinct().toList());
  }

  /**
   * Hash of every setting that can change an output, and of the program: a build of other code has
   * something to do.
   *
   * @param toolVersion version of the program
   * @param codeVersion hash of its code, as {@link AlgorithmVersion}
   */
  public static String settingsHash(JobSettings job, String toolVersion, String codeVersion) {
    Map<String, String> grids = DatumGrids.checksums();
    return ContentKey.of(
            String.join(
                "\n",
                toolVersion,
                codeVersion,
                job.settingsText(),
                job.furniture().style().filesKey(),
                grids.isEmpty() ? "" : grids.toString()))
        .hex();
  }
}
