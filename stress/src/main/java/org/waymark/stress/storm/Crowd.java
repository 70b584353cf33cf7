package org.waymark.stress.storm;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.waymark.stress.storm.Client.Role;

/**
 * Clients let loose on a log at once, each on a thread of its own, and interrupted by the thread
 * that let them loose. They stop when they are told; that every one of them does is half of what a
 * storm shows. Used by one thread.
 */
final class Crowd {
  /** One interrupt in so many is for a thread of the log's own. */
  private static final int STRIKE_ENGINE_ONE_IN = 40;

  private static final long STACK_BYTES = 256 << 10;

  private final Scene scene;
  private final KnownThreads own;
  private final SplittableRandom random;
  private final Watchdog watchdog;
  private final List<Client> clients = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Thread> followers = new ArrayList<>();

  /**
   * Gathers the clients that the weather asks for.
   *
   * @param own the threads that the log has started
   */
  Crowd(Scene scene, KnownThreads own, SplittableRandom random, Watchdog watchdog) {
    this.scene = scene;
    this.own = own;
    this.random = random;
    this.watchdog = watchdog;
    Weather weather = scene.weather();
    ThreadFactory platform = Crowd::thread;
    ThreadFactory chosen = weather.virtual() ? VirtualThreads.factory().orElse(platform) : platform;
    gather(Role.WRITER, weather.writers(), chosen);
    gather(Role.READER, weather.readers(), chosen);
    gather(Role.FOLLOWER, weather.followers(), chosen);
    scene.tallies().most(Figure.WRITERS_AT_ONCE, weather.writers());
    scene.tallies().one(Figure.CROWDS);
  }

  private void gather(Role role, int many, ThreadFactory factory) {
    for (int i = 0; i < many; i++) {
      Client client =
          new Client(
              scene,
              random.split(),
              role,
              List.of(),
              scene.weather().isHasty() ? 1 : Long.MAX_VALUE);
      Thread thread = factory.newThread(() -> live(client));
      clients.add(client);
      threads.add(thread);
      if (role == Role.FOLLOWER) {
        followers.add(thread);
      }
    }
  }

  private static Thread thread(Runnable body) {
    Thread thread = new Thread(null, body, "client", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  private void live(Client client) {
    try {
      client.run();
    } catch (RuntimeException | Error failed) {
      scene.violated("a client failed: " + Traces.of(failed));
    }
  }

  /** Lets them loose. */
  void start() {
    scene.stop(false);
    threads.forEach(Thread::start);
  }

  /** Interrupts after random pauses until the time is up, or nobody is left. */
  void strikeFor(long nanos) {
    boolean hasty = scene.weather().isHasty();
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end && (!hasty || alive(threads) > 0)) {
      LockSupport.parkNanos(1 + random.nextLong(2 * scene.weather().strikeNanos()));
      if (hasty) {
        strikeLongestWaiting();
      } else {
        strike();
      }
    }
  }

  /**
   * Interrupts whoever is to be woken next, as far as that can be told from outside. Every second
   * client is spared: somebody must be left who waits for that wake-up.
   */
  private void strikeLongestWaiting() {
    Interruptible longest = null;
    for (int i = 0; i < clients.size(); i += 2) {
      Interruptible next = clients.get(i).self();
      if (next.waitsForPlace() && (longest == null || next.since() - longest.since() < 0)) {
        longest = next;
      }
    }
    if (longest != null) {
      longest.strike();
    }
  }

  /** Interrupts one of them, or of the log's threads. */
  private void strike() {
    if (random.nextInt(STRIKE_ENGINE_ONE_IN) > 0) {
      clients.get(random.nextInt(clients.size())).self().strike();
      return;
    }
    List<Thread> engine = own.started();
    if (!engine.isEmpty()) {
      engine.get(random.nextInt(engine.size())).interrupt();
      scene.tallies().one(Figure.STRUCK_ENGINE);
    }
  }

  /** Returns how many of them are waiting for a place in the queue. */
  int waitingForPlace() {
    return (int) clients.stream().filter(client -> client.self().waitsForPlace()).count();
  }

  /** Returns how many of them wait for another that creates a file, or forces one. */
  int waitingForTurn() {
    return (int) clients.stream().filter(client -> client.self().waitsForTurn()).count();
  }

  int size() {
    return clients.size();
  }

  /**
   * Tells them to stop and waits until all have. Those who wait for a tip that nobody is left to
   * raise must then be woken by the commits that {@code raiseTip} makes.
   *
   * @param raiseTip commits once, if the log is not being closed
   * @return whether all have ended
   */
  boolean end(Runnable raiseTip) {
    scene.stop(true);
    List<Thread> others = new ArrayList<>(threads);
    others.removeAll(followers);
    boolean ended = await("the crowd's end", others);
    // Nobody else commits now: no follower waits for more than this many above the tip.
    for (int i = 0; ended && alive(followers) > 0 && i < Client.MOST_TIPS_AHEAD; i++) {
      raiseTip.run();
    }
    return ended && await("the end of waits for the tip", followers);
  }

  private boolean await(String what, List<Thread> whose) {
    return watchdog.await(
        what, () -> alive(whose) == 0, () -> scene.callsReturned() - alive(whose), whose);
  }

  private static long alive(List<Thread> threads) {
    return threads.stream().filter(Thread::isAlive).count();
  }
}
