/** Encodes whole sequences as videos of further codecs, by FFmpeg. */
@NullMarked
package io.terralapse.encode.video;

import org.jspecify.annotations.NullMarked;
