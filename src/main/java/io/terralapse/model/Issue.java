package io.terralapse.model;

/**
 * Something that was wrong with the data and did not stop the job.
 *
 * @param code a short fixed word: {@code unreadable}, {@code undated}, {@code no-crs}, {@code
 *     refused}, ...
 * @param subject file, scene or setting that it is about
 * @param sentence what is wrong and how to put it right, one sentence for people, naming the
 *     subject
 */
public record Issue(String code, String subject, String sentence) {}
