/** What was measured, as a page that an editor can judge. */
@NullMarked
package io.terralapse.report;

import org.jspecify.annotations.NullMarked;
