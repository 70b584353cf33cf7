package org.waymark.check.lives;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.Fault;
import org.waymark.check.disk.Faults;
import org.waymark.check.disk.Operation;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;
import org.waymark.log.SegmentNames;

/** Ways to spoil a log from outside: seeded bugs of the log or lies of its disk. */
enum Sabotages implements Sabotage {
  /** Answers come before FSYNC_2: forces of markers do nothing, but for those of headers. */
  MARKERS_NOT_FORCED {
    @Override
    public Faults faults(Faults drawn) {
      return lying(drawn, Operation.Kind.FORCE, "markers-");
    }
  },
  /** Markers come before FSYNC_1: forces of capsules do nothing. */
  CAPSULES_NOT_FORCED {
    @Override
    public Faults faults(Faults drawn) {
      return lying(drawn, Operation.Kind.FORCE, "capsules-");
    }
  },
  /** Names are not forced. */
  DIRECTORY_NOT_FORCED {
    @Override
    public Faults faults(Faults drawn) {
      return lying(drawn, Operation.Kind.FORCE_DIRECTORY, "");
    }
  },
  /** A force that fails is passed over. */
  FAILURES_SWALLOWED {
    @Override
    public Disk disk(Disk proper) {
      return Altered.around(Disk.class, proper, Altered::passingFailedForcesOver);
    }
  },
  /** No file is ever removed, but temporary ones. */
  NOTHING_REMOVED {
    @Override
    public Disk disk(Disk proper) {
      return Altered.around(Disk.class, proper, Altered::removingNothing);
    }
  };

  private static Faults lying(Faults drawn, Operation.Kind kind, String prefix) {
    return operation ->
        operation.kind() == kind
                && operation.name().startsWith(prefix)
                && !operation.name().endsWith(SegmentNames.TEMPORARY_SUFFIX)
            ? new Fault.Ignored()
            : drawn.at(operation);
  }

  /** A call of a method of a disk or file, to be altered. */
  @FunctionalInterface
  private interface Alteration {
    @Nullable Object call(Object target, Method method, @Nullable Object[] arguments)
        throws ReflectiveOperationException;
  }

  /** Passes calls on to a disk, and to the files that it hands out, with an alteration. */
  private record Altered(Object target, Alteration alteration) implements InvocationHandler {

    static <T> T around(Class<T> type, Object target, Alteration alteration) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(), new Class<?>[] {type}, new Altered(target, alteration)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments)
        throws Throwable {
      try {
        Object result = alteration.call(target, method, arguments);
        return result instanceof DiskFile file ? around(DiskFile.class, file, alteration) : result;
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause();
      }
    }

    static @Nullable Object passingFailedForcesOver(
        Object target, Method method, @Nullable Object[] arguments)
        throws ReflectiveOperationException {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException thrown) {
        if (method.getName().equals("force") && thrown.getCause() instanceof IOException) {
          return null;
        }
        throw thrown;
      }
    }

    static @Nullable Object removingNothing(
        Object target, Method method, @Nullable Object[] arguments)
        throws ReflectiveOperationException {
      boolean removes = method.getName().equals("delete");
      return removes && !String.valueOf(arguments[0]).endsWith(SegmentNames.TEMPORARY_SUFFIX)
          ? null
          : method.invoke(target, arguments);
    }
  }
}
