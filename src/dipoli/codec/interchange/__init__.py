"""Scenarios of other programs, and spreadsheets: to a case, and from one.

Every format is read into one form, `dipoli.codec.interchange.scenario.Scenario`, with exact
fractions. From there one way leads to a case in whole numbers. A reader refuses by name what it
does not know; it never leaves anything out in silence.
"""
