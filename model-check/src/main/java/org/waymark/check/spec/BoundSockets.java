package org.waymark.check.spec;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;

/**
 * Remote calls that are accepted at one address alone: by itself Java would accept them at every
 * address of the machine, and nobody is asked for a password. Safe for use from any thread.
 */
final class BoundSockets extends RMISocketFactory {

  private final InetAddress address;

  private BoundSockets(InetAddress address) {
    this.address = address;
  }

  /**
   * Lets this JVM accept remote calls at {@code address} only, from now on.
   *
   * @throws IOException if the address is not known, or another factory was installed before
   */
  static void install(String address) throws IOException {
    setSocketFactory(new BoundSockets(InetAddress.getByName(address)));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return new Socket(host, port);
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    return new ServerSocket(port, 50, address);
  }
}
