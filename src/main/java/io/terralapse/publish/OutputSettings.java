package io.terralapse.publish;

import java.nio.file.Path;

/**
 * Which files a job publishes.
 *
 * @param folder of the outputs, absolute
 * @param name base name of every file
 * @param mp4 whether to write the video
 * @param poster whether to write the poster
 * @param title the video's title tag
 */
public record OutputSettings(Path folder, String name, boolean mp4, boolean poster, String title) {}
