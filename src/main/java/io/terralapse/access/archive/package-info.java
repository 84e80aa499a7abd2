/** Reads members of zip and tar archives. */
@NullMarked
package io.terralapse.access.archive;

import org.jspecify.annotations.NullMarked;
