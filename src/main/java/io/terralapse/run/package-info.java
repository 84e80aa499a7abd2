/**
 * What every stage of a run is given: progress and cancellation, worker threads, and the memory
 * budget that sizes them.
 */
@NullMarked
package io.terralapse.run;

import org.jspecify.annotations.NullMarked;
