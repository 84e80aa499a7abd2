package io.terralapse.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The log, which goes to stderr; results never do. Logback finds this class as its {@link
 * Configurator} before the first logger is made: an XML file would cost a tenth of a second at
 * every start.
 */
@ConfiguratorRank(value = ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {
  private static final String OURS = "io.terralapse";

  /** With {@code -v}, the class and the message; a cause only as far as the message names it. */
  private static final String LINES = "%-5level %logger{0}: %msg%n%nopex";

  private static final String LINES_WITH_TRACES = "%-5level %logger{0}: %msg%n%ex";

  /** How much is logged. */
  enum Detail {
    ERRORS(Level.ERROR),
    WARNINGS(Level.WARN),
    /** {@code -v}: every stage. */
    STAGES(Level.INFO),
    /** {@code -vv}: every scene and pair, causes and traces of errors. */
    EVERYTHING(Level.DEBUG);

    private final Level level;

    Detail(Level level) {
      this.level = level;
    }
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    apply(context, Detail.WARNINGS, System.err::print);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * Sets how much is logged, and where.
   *
   * @param out takes whole lines, from any thread
   */
  static void configure(Detail detail, Consumer<String> out) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      apply(context, detail, out);
    }
  }

  private static void apply(LoggerContext context, Detail detail, Consumer<String> out) {
    context.reset();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(detail == Detail.EVERYTHING ? LINES_WITH_TRACES : LINES);
    encoder.start();
    LineAppender appender = new LineAppender(encoder, out);
    appender.setContext(context);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.ERROR);
    root.addAppender(appender);
    context.getLogger(OURS).setLevel(detail.level);
    // Its wire log would show tokens and signed addresses, whatever level is set.
    context.getLogger("org.apache.hc").setLevel(Level.OFF);
  }

  /** Hands formatted events on. */
  private static final class LineAppender extends AppenderBase<ILoggingEvent> {
    private final PatternLayoutEncoder encoder;
    private final Consumer<String> out;

    LineAppender(PatternLayoutEncoder encoder, Consumer<String> out) {
      this.encoder = encoder;
      this.out = out;
    }

    @Override
    protected void append(@Nullable ILoggingEvent event) {
      if (event != null) {
        out.accept(new String(encoder.encode(event), StandardCharsets.UTF_8));
      }
    }
  }
}
