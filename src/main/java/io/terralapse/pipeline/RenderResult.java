package io.terralapse.pipeline;

import io.terralapse.model.Issue;
import java.util.List;

public record RenderResult(
    String status,
    List<String> outputs,
    int frames,
    double durationSeconds,
    List<Dropped> dropped,
    List<Issue> issues,
    double seconds) {}
