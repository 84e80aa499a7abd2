package io.terralapse.pipeline;

import java.nio.file.Path;

/**
 * Which date to draw, and how.
 *
 * @param date a scene's id, or a date or the beginning of one
 * @param draft read that date alone, without alignment, with a stretch of its own
 * @param out file to write; {@code .png} without loss, {@code .jpg} or {@code .jpeg}
 */
public record StillRequest(String date, boolean draft, Path out) {}
