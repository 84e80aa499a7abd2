package io.terralapse.pipeline;

import java.nio.file.Path;

public record StillResult(Path out, String sceneId, String acquired, int width, int height) {}
