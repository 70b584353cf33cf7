package org.waymark.check.spec;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.LongAdder;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The main class of TLC's JVM. It runs one of TLC's own main classes and does what TLC lacks beside
 * it: it prints every second how far the search has come, ends a simulation when its time is over,
 * and ends this JVM when the one that started it is gone, however that one ended.
 *
 * <p>It is on TLC's class path with nothing else of Waymark, and finds TLC by name: Waymark is not
 * compiled against it.
 */
final class TlcMain {

  /** Set to the seconds after which a simulation ends; not set if it ends by itself. */
  static final String SECONDS = "waymark.seconds";

  private static final String CHECKER = "tlc2.tool:type=ModelChecker";
  private static final int PARENT_GONE = 3;
  private static final long SECOND_MILLIS = 1000;

  private TlcMain() {}

  /**
   * Runs TLC.
   *
   * @param args the name of TLC's main class, then its arguments
   * @throws Exception whatever ends it
   */
  public static void main(String[] args) throws Exception {
    BoundSockets.install(System.getProperty("java.rmi.server.hostname", "127.0.0.1"));
    Thread leash = new Thread(TlcMain::endWithParent, "end with parent");
    leash.setDaemon(true);
    leash.start();
    // TLC ends by System.exit, and does not say how many behaviours it has seen.
    Runtime.getRuntime().addShutdownHook(new Thread(TlcMain::reportSimulation, "last report"));
    Timer beside = new Timer("beside TLC", /* isDaemon= */ true);
    beside.scheduleAtFixedRate(task(TlcMain::report), SECOND_MILLIS, SECOND_MILLIS);
    Long seconds = Long.getLong(SECONDS);
    if (seconds != null) {
      beside.schedule(task(TlcMain::stopSimulation), seconds * SECOND_MILLIS);
    }
    Method main = Class.forName(args[0]).getMethod("main", String[].class);
    main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }

  private static TimerTask task(Runnable body) {
    return new TimerTask() {
      @Override
      public void run() {
        body.run();
      }
    };
  }

  /** The parent never writes to this JVM's standard input; its end means that it is gone. */
  private static void endWithParent() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      System.err.println("the one that started TLC cannot be heard: " + gone);
    } finally {
      Runtime.getRuntime().halt(PARENT_GONE);
    }
  }

  /** One report after another: figures that were read earlier must not be printed last. */
  private static synchronized void report() {
    if (!reportSimulation()) {
      print(search());
    }
  }

  private static synchronized boolean reportSimulation() {
    return print(simulation());
  }

  private static boolean print(TlcProgress progress) {
    if (progress.equals(TlcProgress.NONE)) {
      return false;
    }
    System.out.println(progress.line());
    return true;
  }

  /** What TLC publishes of its search; a server's figures are the sum over its workers. */
  private static TlcProgress search() {
    try {
      MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
      ObjectName checker = new ObjectName(CHECKER);
      if (!beans.isRegistered(checker)) {
        return TlcProgress.NONE;
      }
      return new TlcProgress(
          number(beans, checker, "StatesGenerated"),
          number(beans, checker, "DistinctStatesGenerated"),
          number(beans, checker, "StateQueueSize"),
          number(beans, checker, "Progress"),
          number(beans, checker, "WorkerCount"),
          0);
    } catch (JMException | RuntimeException notYet) {
      // Some figures are not there before the search has begun, or after it has ended.
      return TlcProgress.NONE;
    }
  }

  private static long number(MBeanServer beans, ObjectName checker, String name)
      throws JMException {
    return ((Number) beans.getAttribute(checker, name)).longValue();
  }

  /** Of a simulation TLC publishes nothing; its two counters are read where they are. */
  private static TlcProgress simulation() {
    try {
      Object simulator = simulator();
      if (simulator == null) {
        return TlcProgress.NONE;
      }
      long states = counter(simulator, "numOfGenStates");
      return new TlcProgress(states, 0, 0, 0, 1, counter(simulator, "numOfGenTraces"));
    } catch (ReflectiveOperationException anotherTlc) {
      return TlcProgress.NONE;
    }
  }

  private static long counter(Object simulator, String name) throws ReflectiveOperationException {
    Field field = simulator.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return ((LongAdder) field.get(simulator)).sum();
  }

  private static @Nullable Object simulator() throws ReflectiveOperationException {
    return Class.forName("tlc2.TLCGlobals").getField("simulator").get(null);
  }

  private static void stopSimulation() {
    try {
      Object simulator = simulator();
      if (simulator != null) {
        simulator.getClass().getMethod("stop").invoke(simulator);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this TLC cannot end a simulation", e);
    }
  }
}
