--------------------------------- MODULE Disk ---------------------------------
(***************************************************************************)
(* A disk with a volatile cache, and what may go wrong with it.  It is a   *)
(* set of records, because the log writes each record once, at a place of  *)
(* its own; what it writes again, it writes byte for byte.  So a record is *)
(* whole, torn, or not there, and a hole reads as "not there".  Sectors,   *)
(* sizes and offsets are left to the simulated disk of the Java side,      *)
(* which uses the same words for the same faults.                          *)
(*                                                                         *)
(*   fault                               here                              *)
(*   a write not yet forced is lost,     CacheLost: any subset of what was *)
(*     kept, or overtakes another          not forced is kept              *)
(*   a record is torn, a hole is garbage Torn                              *)
(*   a name is lost, its file with it    CacheLost, `holder`               *)
(*   a force is two events               ForceBegin, ForceEnd              *)
(*   a force fails, pages become clean   ForceFail                         *)
(*   process crash, power loss           CacheKept, CacheLost              *)
(*   a write is cut short                WriteCut                          *)
(*   the medium loses a record           MediumLoses                       *)
(***************************************************************************)
EXTENDS Naturals

VARIABLES
  medium,    \* DURABLE   what survives every crash
  dirty,     \* VOLATILE  written and not forced: each may survive or not
  clean,     \* VOLATILE  cached, and marked clean by a failed force: no later
             \*           force does anything for it
  forcing    \* VOLATILE  what forces under way will have made durable when
             \*           they return: it was written before they began

disk == <<medium, dirty, clean, forcing>>

(* What is left of a record of which only some bytes reached the medium.   *)
(* Its checksum does not hold.  Garbage in a hole is the same.             *)
Torn(r) == [kind |-> "torn", of |-> r]

(* What a process can read, whether or not it would survive. *)
Readable == medium \cup dirty \cup clean

DiskOK == /\ dirty \cap clean = {}
          /\ forcing \subseteq dirty

-----------------------------------------------------------------------------
(* What a program does.                                                    *)

Write(cells) == /\ dirty' = dirty \cup cells
                /\ clean' = clean \ cells
                /\ UNCHANGED <<medium, forcing>>

(* A force begins.  Only what was written before is covered. *)
ForceBegin(cells) == /\ forcing' = forcing \cup (cells \cap dirty)
                     /\ UNCHANGED <<medium, dirty, clean>>

(* A write, and right behind it the beginning of a force. *)
WriteAndForceBegin(cells, covered) ==
  /\ dirty' = dirty \cup cells
  /\ clean' = clean \ cells
  /\ forcing' = forcing \cup (covered \cap dirty')
  /\ UNCHANGED medium

(* The force of a file, whose records are `file`, returned. *)
ForceEnd(file) == /\ medium' = medium \cup (file \cap forcing)
                  /\ dirty' = dirty \ (file \cap forcing)
                  /\ forcing' = forcing \ file
                  /\ UNCHANGED clean

(* It failed: the medium is old, the bytes stay cached, and every page of  *)
(* the file is clean now, also one that was written during the force.  If  *)
(* the force had reached some of them, a crash may keep those anyway.      *)
ForceFail(file) == /\ clean' = clean \cup (file \cap dirty)
                   /\ dirty' = dirty \ file
                   /\ forcing' = forcing \ file
                   /\ UNCHANGED medium

-----------------------------------------------------------------------------
(* What happens to it.                                                     *)

(* Power loss: of what the medium does not hold any subset has reached it, *)
(* and if `tears`, any of the rest has reached it in part.  A record is    *)
(* gone with the name of its file: holder(r) is the set of names without   *)
(* which r cannot be found.  A name is there or not, it is never torn.     *)
CacheLost(holder(_), tears) ==
  LET unsafe == (dirty \cup clean) \ medium
      names  == UNION {holder(r) : r \in unsafe}
  IN  /\ \E kept \in SUBSET unsafe :
         \E torn \in IF tears THEN SUBSET ((unsafe \ kept) \ names) ELSE {{}} :
           LET survivors == medium \cup kept
           IN  medium' = {r \in survivors : holder(r) \subseteq survivors}
                    \cup {Torn(r) : r \in {x \in torn : holder(x) \subseteq survivors}}
      /\ dirty' = {} /\ clean' = {} /\ forcing' = {}

(* The process died, the cache did not. *)
CacheKept == forcing' = {} /\ UNCHANGED <<medium, dirty, clean>>

(* It died in the middle of writing `cells`, or that write failed. *)
WriteCut(cells) == /\ \E cut \in SUBSET cells : dirty' = dirty \ cut
                   /\ forcing' = {}
                   /\ UNCHANGED <<medium, clean>>

(* The medium loses a record after a good force.  No protocol prevents it; *)
(* a good one notices.                                                     *)
MediumLoses(r) == /\ r \in medium
                  /\ medium' = medium \ {r}
                  /\ UNCHANGED <<dirty, clean, forcing>>
===============================================================================
