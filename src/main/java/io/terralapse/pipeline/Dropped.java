package io.terralapse.pipeline;

public record Dropped(String id, String reason, String detail) {}
