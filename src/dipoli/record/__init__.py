"""What was done, and proof of it that nobody has to take on trust.

Pure: bytes, keys and times are arguments. Read in this order; the first four files are all that
a verifier written by others must agree with, and follow public standards to the edge:

    canon   canonical bytes of JSON; strict base64
    tree    the Merkle tree: roots, inclusion proofs, consistency proofs
    tile    the tree and the entries as plain files
    note    signed notes, checkpoints, cosignatures, proof files

The format, written so that another team could build its own, stands in
``docs/reference/record-format.md``.
"""
