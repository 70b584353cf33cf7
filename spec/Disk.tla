--------------------------------- MODULE Disk ---------------------------------
(***************************************************************************)
(* A disk with a volatile cache, as a set of records, because the log      *)
(* writes each record once, at a place of its own.  A record is whole or   *)
(* it is not there: checksums make a torn record one that is missing.      *)
(* Names, sizes and sectors are left to the simulated disk of the Java     *)
(* side, which speaks of the same faults.                                  *)
(***************************************************************************)
EXTENDS Naturals

VARIABLES
  medium,    \* DURABLE   what survives every crash
  dirty,     \* VOLATILE  written and not forced: each may survive or not
  clean      \* VOLATILE  cached, and marked clean by a failed force: no later
             \*           force does anything for it

disk == <<medium, dirty, clean>>

(* What a process can read, whether or not it would survive. *)
Readable == medium \cup dirty \cup clean

Written(cells) == /\ dirty' = dirty \cup cells
                  /\ clean' = clean \ cells
                  /\ UNCHANGED medium

(* A force that succeeded, for records written before it began. *)
Forced(cells) == /\ medium' = medium \cup (cells \cap dirty)
                 /\ dirty' = dirty \ cells
                 /\ UNCHANGED clean

(* A force that failed: the medium is old, yet the pages are clean. *)
ForceFailed(cells) == /\ clean' = clean \cup (cells \cap dirty)
                      /\ dirty' = dirty \ cells
                      /\ UNCHANGED medium

(* Power loss: of what the medium does not hold any subset has reached it. *)
CacheLost == /\ \E kept \in SUBSET ((dirty \cup clean) \ medium) : medium' = medium \cup kept
             /\ dirty' = {} /\ clean' = {}

(* The process died in the middle of writing `cells`. *)
WriteCut(cells) == /\ \E cut \in SUBSET cells : dirty' = dirty \ cut
                   /\ UNCHANGED <<medium, clean>>
===============================================================================
