package org.waymark.check.bugs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Checkout;

/**
 * Compiles the files that a seeded bug patches, in memory, against the classes of this JVM.
 *
 * <p>Keeps the compiler's view of the class path, so that the next bug takes a fraction of the
 * first one's time. Used by one thread at a time.
 */
public final class PatchedClasses implements AutoCloseable {
  private static final List<String> OPTIONS = List.of("-nowarn", "-proc:none", "-implicit:none");

  private final Path root;
  private final JavaCompiler compiler;
  private final StandardJavaFileManager files;

  private PatchedClasses(Path root, JavaCompiler compiler) {
    this.root = root;
    this.compiler = compiler;
    this.files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
  }

  /**
   * Finds the sources and the compiler.
   *
   * @throws IOException if one of them is not there; the message names the mend
   */
  public static PatchedClasses open() throws IOException {
    Checkout checkout =
        Checkout.find()
            .orElseThrow(
                () ->
                    new IOException(
                        "seeded bugs are patches of the sources, and these classes do not run"
                            + " from a checkout; use the launcher of a checkout"));
    return of(checkout.root(), ToolProvider.getSystemJavaCompiler());
  }

  static PatchedClasses of(Path root, @Nullable JavaCompiler compiler) throws IOException {
    if (compiler == null) {
      throw new IOException(
          "seeded bugs are compiled, and this Java has no compiler; run a JDK instead of "
              + System.getProperty("java.home"));
    }
    return new PatchedClasses(root, compiler);
  }

  /**
   * Compiles one bug.
   *
   * @return the classes of the patched files, by binary name
   * @throws IOException if a source cannot be read
   * @throws IllegalStateException if a replacement does not fit, or the result does not compile:
   *     the catalogue must follow the source
   */
  public Map<String, byte[]> compile(SeededBug bug) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (SeededBug.Replacement replacement : bug.patch()) {
      String file = replacement.file();
      String text = texts.containsKey(file) ? texts.get(file) : source(file);
      texts.put(file, replacement.in(text));
    }
    List<JavaFileObject> units = new ArrayList<>();
    texts.forEach((file, text) -> units.add(new Text(root.resolve(file).toUri(), text)));
    Output output = new Output(files);
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    if (!compiler.getTask(null, output, said, OPTIONS, null, units).call()) {
      throw new IllegalStateException(bug.name() + " does not compile: " + errors(said));
    }
    return output.classes();
  }

  private String source(String file) throws IOException {
    try {
      return Files.readString(root.resolve(file));
    } catch (NoSuchFileException missing) {
      throw new IOException("the source " + file + " is not in the checkout " + root, missing);
    }
  }

  private static List<String> errors(DiagnosticCollector<JavaFileObject> said) {
    return said.getDiagnostics().stream()
        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
        .map(Object::toString)
        .toList();
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  /** A source in memory. */
  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(URI uri, String text) {
      super(uri, Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Takes the classes that the compiler makes. */
  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> made = new LinkedHashMap<>();

    Output(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/')), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          made.put(name, bytes);
          return bytes;
        }
      };
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new LinkedHashMap<>();
      made.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }
  }
}
