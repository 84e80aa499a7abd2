package io.terralapse.pipeline;

public record RunOptions(boolean noCache, boolean strict, boolean ifChanged, String toolVersion) {}
