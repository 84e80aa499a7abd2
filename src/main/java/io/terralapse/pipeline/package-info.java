/** The whole job, in order. */
@NullMarked
package io.terralapse.pipeline;

import org.jspecify.annotations.NullMarked;
