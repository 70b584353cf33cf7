package org.waymark.check.lives;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.waymark.TxnToken;

/** What the clients of one life remember from one incarnation to the next. One thread at a time. */
final class Memory {
  private final Map<TxnToken, Transaction> open = new LinkedHashMap<>();

  /** A transaction was submitted. */
  void submitted(Transaction transaction) {
    open.put(transaction.token(), transaction);
  }

  /** The fate of a transaction is known. */
  void settled(Transaction transaction) {
    open.remove(transaction.token());
  }

  /** Tells whether a transaction was submitted and its fate is unknown. */
  boolean isOpen(Transaction transaction) {
    return open.containsKey(transaction.token());
  }

  /**
   * Returns those whose clients come back to ask again. One in four never does: what it left must
   * then stay as recovery decides.
   */
  List<Transaction> comingBack(SplittableRandom random) {
    List<Transaction> back = new ArrayList<>();
    for (Transaction transaction : List.copyOf(open.values())) {
      if (Seeds.oneIn(random, 4)) {
        open.remove(transaction.token());
      } else {
        back.add(transaction);
      }
    }
    return back;
  }
}
