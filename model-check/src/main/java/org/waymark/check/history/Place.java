package org.waymark.check.history;

/**
 * Where in a recorded history something stands.
 *
 * @param life the life's number
 * @param file the file's name
 * @param line the line in it, from 1
 */
public record Place(int life, String file, long line) {

  @Override
  public String toString() {
    return "life " + life + ", " + file + ":" + line;
  }
}
