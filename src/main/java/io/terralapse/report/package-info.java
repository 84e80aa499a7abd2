/** Renders the measured alignment as an HTML page for editors. */
@NullMarked
package io.terralapse.report;

import org.jspecify.annotations.NullMarked;
