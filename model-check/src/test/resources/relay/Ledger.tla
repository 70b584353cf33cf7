-------------------------------- MODULE Ledger --------------------------------
(***************************************************************************)
(* What Relay promises: whoever was told is remembered for ever.           *)
(***************************************************************************)
CONSTANT Writer

VARIABLE remembered   \* DURABLE   the writers that were told, and must stay

Init == remembered = {}

Next == \E w \in Writer \ remembered : remembered' = remembered \cup {w}

Spec == Init /\ [][Next]_remembered
===============================================================================
