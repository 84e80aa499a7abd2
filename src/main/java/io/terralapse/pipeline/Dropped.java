package io.terralapse.pipeline;

/**
 * A scene that is not in the film.
 *
 * @param id the scene
 * @param reason a word, as in the ledger
 * @param detail a sentence
 */
public record Dropped(String id, String reason, String detail) {}
