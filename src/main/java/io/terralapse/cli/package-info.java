/** The command line: options in, sentences and exit codes out. */
@NullMarked
package io.terralapse.cli;

import org.jspecify.annotations.NullMarked;
