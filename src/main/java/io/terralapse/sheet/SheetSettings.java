package io.terralapse.sheet;

/**
 * The settings of the contact sheet.
 *
 * @param enabled whether it is written
 * @param frames the most that it shows, at least 2
 * @param numbers write cloud, coverage, shift and gain of each date
 * @param dropped also show dates that were read and are not used
 */
public record SheetSettings(boolean enabled, int frames, boolean numbers, boolean dropped) {}
