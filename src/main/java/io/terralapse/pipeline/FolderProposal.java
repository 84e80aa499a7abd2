package io.terralapse.pipeline;

import java.util.List;

/**
 * What is in a folder of scenes, and the settings that a video of them needs.
 *
 * @param found what was found: {@code 8 scenes, 1985 to 2020, Landsat}
 * @param frames the frames that the settings give; empty if there are none
 * @param changes settings that differ from their defaults
 * @param undated one row for each scene without a date: the first cell of a row of the manifest
 * @param dated how many scenes have a date
 * @param missing what only the user knows or can add, one sentence each
 */
public record FolderProposal(
    String found,
    String frames,
    List<Change> changes,
    List<String> undated,
    int dated,
    List<String> missing) {

  /** Copies the lists. */
  public FolderProposal {
    changes = List.copyOf(changes);
    undated = List.copyOf(undated);
    missing = List.copyOf(missing);
  }

  /**
   * A setting that differs from its default.
   *
   * @param setting its name, such as {@code select.max_cloud}
   * @param value in YAML
   * @param why in a few words
   */
  public record Change(String setting, String value, String why) {}
}
