/**
 * The words every stage shares: scenes, grids, frames, pictures, shifts, issues. Depends on nothing
 * else in the program.
 */
@NullMarked
package io.terralapse.model;

import org.jspecify.annotations.NullMarked;
