package io.terralapse.model;

/**
 * A scene that was found and not used.
 *
 * @param scene the scene
 * @param reason one of the ledger's words: {@code superseded}, {@code elsewhere}, {@code coverage},
 *     {@code dates}, ...
 * @param detail one sentence for people
 */
public record DroppedScene(Scene scene, String reason, String detail) {}
