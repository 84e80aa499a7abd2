/** How long each picture of a sequence is shown. */
@NullMarked
package io.terralapse.pace;

import org.jspecify.annotations.NullMarked;
