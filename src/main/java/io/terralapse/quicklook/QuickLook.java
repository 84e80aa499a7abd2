package io.terralapse.quicklook;

import io.terralapse.model.Grid;

/**
 * A small picture of a candidate. The bytes are not copied.
 *
 * @param grid where it is, and its size
 * @param jpeg the picture
 */
public record QuickLook(Grid grid, byte[] jpeg) {}
