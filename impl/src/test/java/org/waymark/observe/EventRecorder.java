package org.waymark.observe;

import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Calls every event of an observer, and writes down as text the events that one hears. */
final class EventRecorder {

  private EventRecorder() {}

  /** All events there are. */
  static Stream<Method> events() {
    return Arrays.stream(CommitObserver.class.getMethods())
        .sorted(Comparator.comparing(Method::getName));
  }

  /** Calls one event with arguments that differ from one another; returns it as text. */
  static String call(Method event, CommitObserver observer) {
    Object[] arguments = new Object[event.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = argument(event.getParameterTypes()[i], i + 1);
    }
    try {
      event.invoke(observer, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      return fail(event.getName() + " let an exception through", e);
    }
    return text(event, arguments);
  }

  /** An observer that writes {@code prefix} and the event into {@code log}. */
  static CommitObserver recorder(String prefix, List<String> log) {
    return (CommitObserver)
        Proxy.newProxyInstance(
            CommitObserver.class.getClassLoader(),
            new Class<?>[] {CommitObserver.class},
            (proxy, event, arguments) -> {
              log.add(prefix + text(event, arguments == null ? new Object[0] : arguments));
              return null;
            });
  }

  /** An observer that throws {@code throwable} at every event. */
  static CommitObserver thrower(Throwable throwable) {
    return (CommitObserver)
        Proxy.newProxyInstance(
            CommitObserver.class.getClassLoader(),
            new Class<?>[] {CommitObserver.class},
            (proxy, event, arguments) -> {
              throw throwable;
            });
  }

  private static String text(Method event, Object[] arguments) {
    return event.getName() + Arrays.toString(arguments);
  }

  private static Object argument(Class<?> type, int number) {
    if (type == long.class) {
      return (long) number;
    } else if (type == int.class) {
      return number;
    } else if (type == char.class) {
      return (char) ('A' + number);
    } else if (type == String.class) {
      return "result " + number;
    } else if (type == Throwable.class) {
      return new IllegalStateException("cause " + number);
    }
    throw new AssertionError("no argument of type " + type);
  }
}
