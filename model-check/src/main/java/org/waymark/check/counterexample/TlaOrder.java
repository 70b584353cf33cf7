package org.waymark.check.counterexample;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.waymark.check.counterexample.TlaValue.Bool;
import org.waymark.check.counterexample.TlaValue.Fun;
import org.waymark.check.counterexample.TlaValue.Int;
import org.waymark.check.counterexample.TlaValue.Model;
import org.waymark.check.counterexample.TlaValue.Rec;
import org.waymark.check.counterexample.TlaValue.Seq;
import org.waymark.check.counterexample.TlaValue.SetOf;
import org.waymark.check.counterexample.TlaValue.Text;

/** The order of TLA+ values: by type, then by content, element by element. */
final class TlaOrder {

  private static final List<Class<? extends TlaValue>> TYPES =
      List.of(
          Bool.class,
          Int.class,
          Text.class,
          Model.class,
          Seq.class,
          SetOf.class,
          Rec.class,
          Fun.class);
  private static final Comparator<Map.Entry<String, TlaValue>> FIELD =
      Map.Entry.<String, TlaValue>comparingByKey().thenComparing(Map.Entry.comparingByValue());
  private static final Comparator<Map.Entry<TlaValue, TlaValue>> ENTRY =
      Map.Entry.<TlaValue, TlaValue>comparingByKey().thenComparing(Map.Entry.comparingByValue());

  private TlaOrder() {}

  static int compare(TlaValue one, TlaValue two) {
    int types = Integer.compare(TYPES.indexOf(one.getClass()), TYPES.indexOf(two.getClass()));
    if (types != 0) {
      return types;
    }
    if (one instanceof Int a && two instanceof Int b) {
      return Integer.compare(a.value(), b.value());
    }
    if (one instanceof SetOf a && two instanceof SetOf b) {
      return compare(a.elements(), b.elements(), Comparator.naturalOrder());
    }
    if (one instanceof Seq a && two instanceof Seq b) {
      return compare(a.elements(), b.elements(), Comparator.naturalOrder());
    }
    if (one instanceof Rec a && two instanceof Rec b) {
      return compare(a.fields().entrySet(), b.fields().entrySet(), FIELD);
    }
    if (one instanceof Fun a && two instanceof Fun b) {
      return compare(a.entries().entrySet(), b.entries().entrySet(), ENTRY);
    }
    return one.toString().compareTo(two.toString());
  }

  private static <T> int compare(Iterable<T> one, Iterable<T> two, Comparator<? super T> order) {
    Iterator<T> left = one.iterator();
    Iterator<T> right = two.iterator();
    while (left.hasNext() && right.hasNext()) {
      int elements = order.compare(left.next(), right.next());
      if (elements != 0) {
        return elements;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }
}
