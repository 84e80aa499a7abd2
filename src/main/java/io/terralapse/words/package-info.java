/**
 * Text about a sequence in several languages: alternative text, description, captions with the
 * dates, tags of the video.
 */
@NullMarked
package io.terralapse.words;

import org.jspecify.annotations.NullMarked;
