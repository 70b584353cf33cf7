--------------------------- MODULE CommitCoreInvariant ---------------------------
(***************************************************************************)
(* Why the core of the protocol is safe: an inductive invariant.  It holds *)
(* in the beginning, every step keeps it, and it implies safety; so safety *)
(* holds after any number of steps, crashes and failures included.  The    *)
(* argument at the end is for every N.  TLC checks all of it for N = 3,    *)
(* on every state of the right type, reachable or not: 7,560,000 of them,  *)
(* of which 11,692 satisfy the invariant and 897 are ever reached.         *)
(***************************************************************************)
EXTENDS CommitCore

(* A conjunct that may be left out, to see that it is needed. *)
Keep(without, conjunct) == Bug(without) \/ conjunct

-----------------------------------------------------------------------------
(* Safety.                                                                 *)

(* What was published would be found if the power went now, whatever is    *)
(* kept of the rest, and whether or not a written header is kept.          *)
PublishedSurvives ==
  /\ \A n \in 1..published : On(n, {"durable"}) /\ payload[n] = "durable"
  /\ published <= next

(* What can be read would not be refused. *)
NeverRefused == ~Refused

(* No more is in the chain than this life has appended or found: what is   *)
(* answered "not committed", and what was never submitted, is no history.  *)
NothingDenied == state \in {"open", "halted"} => Found <= appended

(* A published commit is never replaced by another one. *)
PublishedStays ==
  [][/\ published <= published'
     /\ \A n \in 1..published : marker'[n] = marker[n] /\ payload'[n] = payload[n]]_vars

-----------------------------------------------------------------------------
(* The conjuncts.  Below each, what happens without it.                    *)

DurableTo(k) == \A n \in 1..k : On(n, {"durable"})

NextKeepsPublished == published <= next
(* A header that a power loss keeps would bury what is published. *)

NextKeepsBase == base <= next
(* It would bury what another header vouches for. *)

OpenHasHeader == state = "open" => next = None
(* A life would publish into a segment whose header may be lost. *)

ForcedHasHeader == state = "forced" => next # None
(* Recovery would serve what it has not forced. *)

PublishedIsDurable == DurableTo(published)
(* A power loss would take what somebody was shown. *)

BaseIsDurable == DurableTo(base)
(* A header on the medium would make recovery refuse after a crash. *)

NextIsDurable == next # None => DurableTo(next)
(* So would a header that a power loss happens to keep. *)

WatermarkIsPublished == \A n \in Seqs : Present(n) => marker[n].upTo <= published
(* So would a marker that stands behind a hole. *)

TailIsOurs ==
  state \in {"open", "halted"} => \A n \in Seqs : n > appended => ~Present(n)
(* The tail of the life before would join the chain of this one. *)

FlightIsForced == state = "open" => \A n \in Flight : On(n, {"dirty", "durable"})
(* FSYNC_2 would return and leave a marker of its group in the cache. *)

RewrittenIsForced == state = "rewritten" => \A n \in Unproven : On(n, {"dirty", "durable"})
(* So would the force of recovery. *)

MarkerHasPayload == \A n \in Seqs : Present(n) => payload[n] = "durable"
(* A crash could leave a marker that points to nothing. *)

OfNumbers == /\ Keep("without_next_keeps_published", NextKeepsPublished)
             /\ Keep("without_next_keeps_base", NextKeepsBase)
             /\ Keep("without_open_has_header", OpenHasHeader)
             /\ Keep("without_forced_has_header", ForcedHasHeader)
OfMarkers == /\ Keep("without_published_is_durable", PublishedIsDurable)
             /\ Keep("without_base_is_durable", BaseIsDurable)
             /\ Keep("without_next_is_durable", NextIsDurable)
             /\ Keep("without_watermark_is_published", WatermarkIsPublished)
             /\ Keep("without_tail_is_ours", TailIsOurs)
             /\ Keep("without_flight_is_forced", FlightIsForced)
             /\ Keep("without_rewritten_is_forced", RewrittenIsForced)
OfPayload == Keep("without_marker_has_payload", MarkerHasPayload)

IndInv == TypeOK /\ OfNumbers /\ OfMarkers /\ OfPayload

(* The same; TLC drops states of the right type as early as it can. *)
IndInit == NumbersOK /\ OfNumbers /\ MarkerOK /\ OfMarkers /\ PayloadOK /\ OfPayload

-----------------------------------------------------------------------------
(* The argument.                                                           *)
(*                                                                         *)
(* IndInv implies safety.  PublishedSurvives is PublishedIsDurable with    *)
(* MarkerHasPayload, and NextKeepsPublished.  NeverRefused: by             *)
(* BaseIsDurable and NextKeepsBase all up to base can be read, by          *)
(* NextIsDurable all up to next, so both are <= Found; so is published,    *)
(* hence every watermark, by WatermarkIsPublished; that leaves no          *)
(* Evidence, and MarkerHasPayload leaves no marker without payload.        *)
(* NothingDenied: a chain that reached beyond `appended` would have a      *)
(* marker there, against TailIsOurs.                                       *)
(*                                                                         *)
(* Initially nothing is present and every number is 0.                     *)
(*                                                                         *)
(* Every step keeps IndInv.  Note first (1): while open or halted, base <= *)
(* appended, for what base vouches for is present and nothing above        *)
(* `appended` is.  And (2): what is durable can only be lost by the death  *)
(* of a tail, in PowerLoss and OpenIncarnation.                            *)
(*                                                                         *)
(* Fsync1Claim, Fsync1Complete: payload where a marker is present is       *)
(*   durable already and is left alone.  Nothing else changes.             *)
(* Halt: "halted" is asked for less than "open".                           *)
(* AppendMarkersWrite: the group lies above `appended`, where nothing is   *)
(*   present (TailIsOurs) and nothing vouched for (1); so nothing durable  *)
(*   is written over.  Its payload is durable: that is what FSYNC_1 is     *)
(*   for.  Its watermark is `published`.  It is dirty, as FlightIsForced   *)
(*   wants, and `appended` rises with it, as TailIsOurs wants.             *)
(* AppendMarkersComplete: by FlightIsForced no marker of the group is      *)
(*   left in the cache, so all up to the new `published` is durable: that  *)
(*   is what FSYNC_2 is for.  No header is pending (OpenHasHeader), so     *)
(*   NextKeepsPublished holds.  Watermarks may stay behind `published`.    *)
(* AppendMarkersFail: nothing durable changes.  FlightIsForced is no       *)
(*   longer true, and must not be: hence the halt.                         *)
(* Vouch: the new base is <= published, which is durable.                  *)
(* PowerLoss: what is durable stays, except what dies.  If the header is   *)
(*   kept, base becomes next at least: BaseIsDurable from NextIsDurable.   *)
(*   Dead is what lies above next, and by NextKeepsPublished and           *)
(*   NextKeepsBase neither published nor vouched for.  Markers that are    *)
(*   kept had their payload and watermark before.  A further voucher is    *)
(*   <= published.  The state is "down", of which nothing else is asked.   *)
(* ProcessCrash: only markers that are dirty are cut.                      *)
(* RecoverRewrite: it makes what is Unproven dirty, as RewrittenIsForced   *)
(*   wants.  It does not refuse, because of NeverRefused.                  *)
(* RecoverForce: what is found is either Unproven, and durable now by      *)
(*   RewrittenIsForced; or it is <= base, <= next or <= a watermark, and   *)
(*   durable by the conjunct about that.  So the new header, whose base    *)
(*   is Found, has NextIsDurable; and Found >= published and >= base, as   *)
(*   shown for NeverRefused.                                               *)
(* RecoverFail: no durable marker changes; the header stays as it is.      *)
(* OpenIncarnation: by ForcedHasHeader and NextIsDurable all up to next is *)
(*   durable, and nothing above it can be read, so Found = next.  With     *)
(*   that, what is now published and vouched for is durable, NextKeeps-    *)
(*   Published says that `published` did not fall, and the dead tail       *)
(*   leaves nothing above `appended`: TailIsOurs.                          *)
(*                                                                         *)
(* PublishedStays: published markers are durable, (2), and what dies is    *)
(* above `published`; AppendMarkersWrite writes above it too.              *)
===============================================================================
