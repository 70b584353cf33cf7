package org.waymark.check.serial;

/** Decides what becomes of the next transaction behind a history. For one thread. */
interface Judge {

  /** Goes on behind this history, from here on; it is not kept. */
  void follow(History history);

  /** Takes note that the last transaction of this history was admitted. */
  void admitted(History history);

  /** Says what becomes of a transaction; changes nothing. */
  Ruling judge(int begin, int read, int written);

  /** The rules, asked of the history itself. */
  static Judge of(Rules rules) {
    return new Judge() {
      private History behind = new History();

      @Override
      public void follow(History history) {
        behind = history.copy();
      }

      @Override
      public void admitted(History history) {
        follow(history);
      }

      @Override
      public Ruling judge(int begin, int read, int written) {
        return rules.judge(behind, begin, read, written);
      }
    };
  }
}
