package io.terralapse.pipeline;

import java.nio.file.Path;

public record StillRequest(String date, boolean draft, Path out) {}
