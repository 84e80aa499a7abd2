/**
 * The best file that fits into a number of bytes: quality first, then fewer pictures, then smaller
 * ones.
 */
@NullMarked
package io.terralapse.encode.budget;

import org.jspecify.annotations.NullMarked;
