package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waymark.WatchedThreads.Running;

@Timeout(60)
class TicketTest {
  private static final CommitResult ANSWER = new CommitResult.Committed(5, 17);

  private final WatchedThreads threads = new WatchedThreads();

  @Test
  void wakesItsCaller() throws Exception {
    CompletableFuture<Ticket> made = new CompletableFuture<>();
    Running<CommitResult> caller =
        WatchedThreads.spawn(
            () -> {
              Ticket ticket = Ticket.ofCaller(threads);
              made.complete(ticket);
              return ticket.await();
            });
    Ticket ticket = made.get();
    caller.awaitWaiting();
    ticket.complete(ANSWER);
    assertThat(caller.result()).isEqualTo(ANSWER);
  }

  @Test
  void missesNoAnswerThatComesJustBeforeParking() throws Exception {
    Running<CommitResult> caller =
        WatchedThreads.spawn(
            () -> {
              Ticket ticket = Ticket.ofCaller(threads);
              threads.beforeNextPark(() -> ticket.complete(ANSWER));
              return ticket.await();
            });
    assertThat(caller.result()).isEqualTo(ANSWER);
  }

  @Test
  void anInterruptIsKeptAndEndsNothing() throws Exception {
    CompletableFuture<Ticket> made = new CompletableFuture<>();
    Running<Boolean> caller =
        WatchedThreads.spawn(
            () -> {
              Ticket ticket = Ticket.ofCaller(threads);
              made.complete(ticket);
              return ticket.await().equals(ANSWER) && Thread.currentThread().isInterrupted();
            });
    Ticket ticket = made.get();
    caller.awaitWaiting().thread().interrupt();
    caller.awaitWaiting();
    ticket.complete(ANSWER);
    assertThat(caller.result()).isTrue();
  }

  @Test
  void completesItsStageOnTheExecutor() {
    ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    CompletableFuture<CommitResult> stage = new CompletableFuture<>();
    Ticket.ofStage(threads, stage, new InOrder(tasks::add)).complete(ANSWER);
    assertThat(stage).isNotDone();
    tasks.remove().run();
    assertThat(stage).isCompletedWithValue(ANSWER);
  }
}
