/** Checks that this machine can run a job, by using everything that a job needs. */
@NullMarked
package io.terralapse.doctor;

import org.jspecify.annotations.NullMarked;
