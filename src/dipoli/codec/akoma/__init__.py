"""A text as an Akoma Ntoso 1.0 document (OASIS 2018), brackets and alternatives included.

The standard has no word for a bracket that a party holds. So it stands in the standard's own
generic elements, ``inline`` and ``block`` with a ``name``, and who holds it stands in attributes of
a namespace of this program, which the schema lets through. A program that knows nothing of that
namespace still shows every bracket, since its signs are in the words: nobody takes what is not
agreed for what is. How each thing is stored: docs/reference/akoma-ntoso.md.
"""
