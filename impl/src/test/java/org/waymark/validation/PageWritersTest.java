package org.waymark.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * Goal: the first writer after a snapshot is found as a scan would find it, whatever is forgotten.
 */
class PageWritersTest {

  private record Writer(long number, int page, long sequence) {}

  @Property
  void findsWhatAScanFinds(
      @ForAll @Size(max = 400) List<@IntRange(min = 0, max = 9) Integer> calls,
      @ForAll @IntRange(min = 1, max = 5) int pages) {
    PageWriters writers = new PageWriters();
    long[] newest = new long[pages];
    Arrays.fill(newest, PageWriters.NONE);
    List<Writer> all = new ArrayList<>();
    int forgotten = 0;
    for (int call : calls) {
      if (call == 0 && forgotten < all.size()) {
        assertThat(writers.oldest()).isEqualTo(all.get(forgotten).number());
        writers.forgetOldest();
        forgotten++;
      } else {
        int page = call % pages;
        long sequence = 2L * all.size() + 2;
        newest[page] = writers.add(newest[page], sequence, sequence + 1);
        all.add(new Writer(newest[page], page, sequence));
      }
      assertThat(writers.size()).isEqualTo(all.size() - forgotten);
    }
    List<Writer> known = all.subList(forgotten, all.size());
    long floor = forgotten == 0 ? 0 : all.get(forgotten - 1).sequence();
    for (int page = 0; page < pages; page++) {
      for (long begin = floor; begin <= 2L * all.size() + 2; begin++) {
        assertThat(writers.firstAfter(newest[page], begin)).isEqualTo(scan(known, page, begin));
      }
    }
    for (Writer writer : known) {
      assertThat(writers.sequence(writer.number())).isEqualTo(writer.sequence());
      assertThat(writers.lowestOut(writer.number())).isEqualTo(writer.sequence() + 1);
    }
  }

  private static long scan(List<Writer> known, int page, long begin) {
    return known.stream()
        .filter(writer -> writer.page() == page && writer.sequence() > begin)
        .mapToLong(Writer::number)
        .findFirst()
        .orElse(PageWriters.NONE);
  }

  @Test
  void aHotPageIsSearchedInFewSteps() {
    PageWriters writers = new PageWriters();
    long newest = PageWriters.NONE;
    int many = 1 << 20;
    for (int sequence = 1; sequence <= many; sequence++) {
      newest = writers.add(newest, sequence, Antidependencies.NOBODY);
    }
    // A walk would take half a million steps for each; all of them together take no time.
    for (int begin = 0; begin < many; begin += 10) {
      assertThat(writers.sequence(writers.firstAfter(newest, begin))).isEqualTo(begin + 1L);
    }
  }
}
