/** The shapes and sizes of one time-lapse, and the pictures that they are cut from. */
@NullMarked
package io.terralapse.rendition;

import org.jspecify.annotations.NullMarked;
