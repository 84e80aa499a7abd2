package io.terralapse.page;

/**
 * A video file for browsers.
 *
 * @param file its name, beside the page
 * @param type media type for the {@code type} attribute of a source, such as {@code video/mp4}
 * @param format what people call it, such as {@code MP4}
 */
public record MediaSource(String file, String type, String format) {}
