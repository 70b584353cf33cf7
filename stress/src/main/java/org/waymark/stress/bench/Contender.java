package org.waymark.stress.bench;

import java.io.Closeable;

/** Something that makes commits durable, one per call, from many threads. */
interface Contender extends Closeable {

  /** Commits one transaction durably; returns when it is. */
  void commit(int writer) throws Exception;
}
