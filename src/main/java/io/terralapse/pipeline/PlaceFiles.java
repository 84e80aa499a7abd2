package io.terralapse.pipeline;

import java.util.List;

/**
 * What a run made for a place.
 *
 * @param place its name, as in {@code for}
 * @param files names of the published files
 * @param altText alternative text, as long as the place takes it
 * @param description one paragraph
 * @param uses what each file is for, if there are several of a kind
 */
public record PlaceFiles(
    String place, List<String> files, String altText, String description, List<String> uses) {
  /** Copies the lists. */
  public PlaceFiles {
    files = List.copyOf(files);
    uses = List.copyOf(uses);
  }
}
