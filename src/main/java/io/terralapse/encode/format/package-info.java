/**
 * Which further formats are made of a sequence, by the settings, and the encoders that make them.
 */
@NullMarked
package io.terralapse.encode.format;

import org.jspecify.annotations.NullMarked;
