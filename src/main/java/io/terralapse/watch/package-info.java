/** Notices new scenes in folders and catalogues, and runs a job for them. */
@NullMarked
package io.terralapse.watch;

import org.jspecify.annotations.NullMarked;
