/** Encodes the pictures of a sequence as one still each. */
@NullMarked
package io.terralapse.encode.still;

import org.jspecify.annotations.NullMarked;
