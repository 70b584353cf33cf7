package org.waymark.check;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** The jar of TLC, for the class path of the JVMs in which it runs. */
public final class TlcJar {

  private TlcJar() {}

  /**
   * Finds the jar on this JVM's class path that holds TLC.
   *
   * @throws IOException if there is none
   */
  public static Path path() throws IOException {
    URL tlc = TlcJar.class.getResource("/tlc2/TLC.class");
    if (tlc == null || !(tlc.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("TLC is not on the class path as a jar");
    }
    try {
      return Path.of(connection.getJarFileURL().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("TLC's jar has no usable path: " + tlc, e);
    }
  }
}
