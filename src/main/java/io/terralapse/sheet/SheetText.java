package io.terralapse.sheet;

import java.util.Optional;

/**
 * What is written above and below the frames.
 *
 * @param title of the sheet
 * @param subtitle line under it
 * @param note which frames are shown, if not all are
 * @param credit of the imagery
 */
public record SheetText(
    String title, Optional<String> subtitle, Optional<String> note, Optional<String> credit) {}
