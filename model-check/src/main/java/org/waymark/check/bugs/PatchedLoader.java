package org.waymark.check.bugs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Loads Waymark once more, with the classes of a seeded bug in place of the shipped ones.
 *
 * <p>Every class of {@code org.waymark} is defined afresh, so that all of them meet the patched
 * ones; everything else comes from the parent. Through that wall only JDK types pass: see {@link
 * #entry}. When nothing of it is reachable any more, all of it goes.
 */
public final class PatchedLoader extends ClassLoader {
  private static final String OURS = "org.waymark.";

  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> patched;

  /**
   * Creates a loader.
   *
   * @param patched the classes of {@link PatchedClasses#compile}, by binary name; may be empty
   */
  public PatchedLoader(Map<String, byte[]> patched) {
    super("patched", PatchedLoader.class.getClassLoader());
    this.patched = Map.copyOf(patched);
  }

  /**
   * Makes an object of a class as it is behind the wall, with its constructor without parameters.
   *
   * @param type the class as it is here
   * @param face a JDK interface that the class implements
   */
  public <T> T entry(Class<? extends T> type, Class<T> face) throws ReflectiveOperationException {
    var constructor = loadClass(type.getName()).getDeclaredConstructor();
    constructor.setAccessible(true);
    return face.cast(constructor.newInstance());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = patched.get(name);
    if (bytes == null) {
      bytes = shipped(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] shipped(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
