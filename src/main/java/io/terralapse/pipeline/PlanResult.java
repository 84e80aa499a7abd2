package io.terralapse.pipeline;

import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import java.util.List;

public record PlanResult(
    List<PlannedScene> scenes,
    int acquisitions,
    Grid grid,
    List<Dropped> dropped,
    List<Issue> issues,
    long storeBytes,
    long freeBytes,
    double durationSeconds) {
  public record PlannedScene(
      String id,
      String acquisitionId,
      String sensor,
      String acquired,
      String dateSource,
      String status,
      String reason) {}
}
