package io.terralapse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Files and methods stay small enough to be read in one go, and methods simple enough. */
final class SourceSizeTest {
  private static final int MAX_FILE_LINES = 400;
  private static final int MAX_METHOD_LINES = 60;

  /**
   * Decisions of one method (McCabe 1976), those of its lambdas included; a switch over all bands
   * has many.
   */
  private static final int MAX_COMPLEXITY = 20;

  @Test
  void filesAreShort() throws IOException {
    List<Path> tooLong = sources("src").stream().filter(f -> lines(f) > MAX_FILE_LINES).toList();
    assertEquals(List.of(), tooLong, "longer than " + MAX_FILE_LINES + " lines");
  }

  @Test
  void methodsAreShortAndSimple() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> offenders = new ArrayList<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources("src")));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new MethodScanner(unit, positions, offenders).scan(unit, null);
      }
    }
    assertEquals(List.of(), offenders);
  }

  /** Reports methods that are too long or too complex. */
  private static final class MethodScanner extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> offenders;

    MethodScanner(CompilationUnitTree unit, SourcePositions positions, List<String> offenders) {
      this.unit = unit;
      this.positions = positions;
      this.offenders = offenders;
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
      if (method.getBody() == null) {
        return super.visitMethod(method, null);
      }
      long first = line(positions.getStartPosition(unit, method.getBody()));
      long last = line(positions.getEndPosition(unit, method.getBody()));
      long length = last - first + 1;
      int complexity = Complexity.of(method);
      if (length > MAX_METHOD_LINES || (complexity > MAX_COMPLEXITY && !isTest())) {
        offenders.add(
            Path.of(unit.getSourceFile().getName()).getFileName()
                + " "
                + method.getName()
                + ": "
                + length
                + " lines, complexity "
                + complexity);
      }
      return super.visitMethod(method, null);
    }

    /** Naive implementations in tests may be as complex as what they check. */
    private boolean isTest() {
      return unit.getSourceFile().getName().contains("src/test");
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }

  /** Counts decisions: branches, loops, cases, handlers, and short-circuit operators. */
  private static final class Complexity extends TreeScanner<Void, Void> {
    private int decisions = 1;

    static int of(MethodTree method) {
      Complexity complexity = new Complexity();
      complexity.scan(method.getBody(), null);
      return complexity.decisions;
    }

    @Override
    public Void visitClass(ClassTree nested, Void none) {
      return null;
    }

    @Override
    public Void scan(Tree tree, Void none) {
      boolean decides =
          tree instanceof IfTree
              || tree instanceof ConditionalExpressionTree
              || tree instanceof ForLoopTree
              || tree instanceof EnhancedForLoopTree
              || tree instanceof WhileLoopTree
              || tree instanceof DoWhileLoopTree
              || tree instanceof CatchTree
              || (tree instanceof CaseTree one && !one.getExpressions().isEmpty())
              || (tree instanceof BinaryTree
                  && (tree.getKind() == Tree.Kind.CONDITIONAL_AND
                      || tree.getKind() == Tree.Kind.CONDITIONAL_OR));
      if (decides) {
        decisions++;
      }
      return super.scan(tree, null);
    }
  }

  private static List<Path> sources(String root) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(root))) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
