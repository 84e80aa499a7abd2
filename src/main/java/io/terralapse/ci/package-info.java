/** What a CI service receives of a run: JUnit XML, step outputs and a step summary. */
@NullMarked
package io.terralapse.ci;

import org.jspecify.annotations.NullMarked;
