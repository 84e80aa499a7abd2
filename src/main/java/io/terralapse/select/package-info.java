/** Groups scenes into acquisitions and decides which of them are used. */
@NullMarked
package io.terralapse.select;

import org.jspecify.annotations.NullMarked;
