/** Compares the scenes of a period with the expected overpasses of their satellites. */
@NullMarked
package io.terralapse.revisit;

import org.jspecify.annotations.NullMarked;
