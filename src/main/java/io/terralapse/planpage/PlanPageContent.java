package io.terralapse.planpage;

import io.terralapse.grid.GridSettings;
import io.terralapse.select.SelectSettings;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * What the page shows.
 *
 * @param heading title of the video, or name of the job
 * @param locale language of the text
 * @param zone time zone of dates
 * @param tool name and version of the program
 * @param map where the candidates are
 * @param candidates in order of time
 * @param otherKeep entries of {@code select.keep} that name no candidate
 * @param otherDrop entries of {@code select.drop} that name no candidate
 * @param select the settings of the job, so that the page hands back whole sections
 * @param grid the settings of the job
 * @param isPrivate whether nothing published may contain places
 */
public record PlanPageContent(
    String heading,
    Locale locale,
    ZoneId zone,
    String tool,
    PlanMap map,
    List<PlanCandidate> candidates,
    List<String> otherKeep,
    List<String> otherDrop,
    SelectSettings select,
    GridSettings grid,
    boolean isPrivate) {

  /** Copies the lists. */
  public PlanPageContent {
    candidates = List.copyOf(candidates);
    otherKeep = List.copyOf(otherKeep);
    otherDrop = List.copyOf(otherDrop);
  }
}
