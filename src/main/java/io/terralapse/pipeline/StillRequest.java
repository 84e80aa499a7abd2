package io.terralapse.pipeline;

import java.nio.file.Path;

/**
 * A picture of one date.
 *
 * @param date a scene's id, or a date or its beginning
 * @param draft read that date alone, without alignment and with a tone of its own
 * @param out file to write; {@code .png} without loss, anything else a JPEG
 */
public record StillRequest(String date, boolean draft, Path out) {}
