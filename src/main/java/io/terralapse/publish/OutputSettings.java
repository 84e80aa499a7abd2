package io.terralapse.publish;

import java.nio.file.Path;

/**
 * Which files a job publishes.
 *
 * @param folder of the outputs, absolute
 * @param name base name of every file
 * @param title the title tag of videos
 */
public record OutputSettings(Path folder, String name, String title) {}
