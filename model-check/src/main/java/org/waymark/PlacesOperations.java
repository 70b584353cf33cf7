package org.waymark;

import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.check.lincheck.StrictThreads;

/** The {@link Places} of a queue with one place. */
public final class PlacesOperations {
  private final Places places = new Places(1, new StrictThreads());

  /** Takes a place if one is free. */
  @Operation
  public boolean tryTake() {
    return places.tryTake();
  }

  /** Waits for a place; only for scenarios in which one comes, or the places are closed. */
  @Operation
  public String take() throws InterruptedException {
    return places.take() ? "taken" : "closed";
  }

  /** Waits for a place and gives it back, so that whoever waits behind gets it. */
  @Operation
  public String use() throws InterruptedException {
    String taken = take();
    if (taken.equals("taken")) {
      places.giveBack();
    }
    return taken;
  }

  /** Takes a place that need not be free. */
  @Operation
  public void takeAnyway() {
    places.takeAnyway();
  }

  /** Gives a place back. */
  @Operation
  public void giveBack() {
    places.giveBack();
  }

  /** Ends the waits. */
  @Operation
  public void close() {
    places.close();
  }

  /** Tells how many places are free; negative if more were taken than there are. */
  @Operation
  public int free() {
    return places.free();
  }

  /** Tells whether the waits were ended. */
  @Operation
  public boolean isClosed() {
    return places.isClosed();
  }

  /** A number of free places. What would wait forever says so, which no thread ever reports. */
  public static final class Specification {
    private int free = 1;
    private boolean closed;

    /** Takes a place if one is free. */
    public boolean tryTake() {
      if (free <= 0) {
        return false;
      }
      free--;
      return true;
    }

    /** Takes a place, or is told that there will be none. */
    public String take() {
      if (tryTake()) {
        return "taken";
      }
      return closed ? "closed" : "waits";
    }

    /** Takes a place and gives it back. */
    public String use() {
      if (free > 0) {
        return "taken";
      }
      return closed ? "closed" : "waits";
    }

    /** Takes a place that need not be free. */
    public void takeAnyway() {
      free--;
    }

    /** Gives a place back. */
    public void giveBack() {
      free++;
    }

    /** Ends the waits. */
    public void close() {
      closed = true;
    }

    /** Tells how many places are free. */
    public int free() {
      return free;
    }

    /** Tells whether the waits were ended. */
    public boolean isClosed() {
      return closed;
    }
  }
}
