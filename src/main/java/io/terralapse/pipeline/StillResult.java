package io.terralapse.pipeline;

import java.nio.file.Path;

/**
 * The picture that was written.
 *
 * @param out the file
 * @param sceneId the acquisition shown
 * @param acquired its date, as precisely as is known
 * @param width pixels
 * @param height pixels
 */
public record StillResult(Path out, String sceneId, String acquired, int width, int height) {}
