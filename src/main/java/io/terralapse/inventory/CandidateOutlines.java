package io.terralapse.inventory;

import io.terralapse.bands.BandRecipe;
import io.terralapse.config.JobSettings;
import io.terralapse.geo.Crs;
import io.terralapse.grid.SceneOutlines;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Scene;
import io.terralapse.window.FootprintReader;
import java.util.List;

/** Where the candidates of a plan have data, as the plan itself finds out. Stateless. */
public final class CandidateOutlines {
  private CandidateOutlines() {}

  /**
   * Outlines of candidates, which have been looked at together.
   *
   * @param crs of the outlines
   * @param bands which bands are read
   * @param candidates all of them, dropped ones as acquisitions of their own
   * @param footprints looks at pixels where metadata do not state where a scene has data
   */
  public static SceneOutlines of(
      JobSettings job,
      Crs crs,
      BandRecipe bands,
      List<Acquisition> candidates,
      FootprintReader footprints) {
    List<Scene> scenes = candidates.stream().flatMap(one -> one.scenes().stream()).toList();
    SceneOutlines outlines =
        new SceneOutlines(
            crs, new MeasuredCoverage(bands, job.select(), footprints, candidates, job.jobs()));
    outlines.prepare(scenes);
    return outlines;
  }
}
