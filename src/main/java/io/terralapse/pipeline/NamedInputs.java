package io.terralapse.pipeline;

import io.terralapse.align.NamedReference;
import io.terralapse.annotation.AnnotationPainter;
import io.terralapse.config.JobSettings;
import io.terralapse.grid.GridPlan;
import io.terralapse.onset.OnsetSearch;

/** Dates and files that settings name, and that are used only after pixels were read. Stateless. */
final class NamedInputs {
  private NamedInputs() {}

  /**
   * Refuses those that cannot be used, before any pixel is read.
   *
   * @throws io.terralapse.model.UserError (usage) naming the setting, if a date is not among the
   *     candidates, or a file cannot be used
   */
  static void check(JobSettings job, GridPlan plan) {
    NamedReference.check(job.coregister(), plan.acquisitions());
    AnnotationPainter.check(job.overlays(), plan.grid(), job.furniture().fonts());
    job.onset().forEach(area -> OnsetSearch.polygons(area, plan.grid()));
  }
}
