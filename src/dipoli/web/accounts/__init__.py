"""Accounts of a site that is no demonstration: who logs in, for which place, and in which role.

    roles        what a person may be in a delegation, and whether that may act
    models       the desk's tables: accounts, places, invitations, log-ins, restorations, marks
    ways         passkeys, the app's digits and printed codes, over allauth
    stays        one log-in of one person: begun, used, ended
    limits       how often one may try
    invitations  one-time codes: the first account, a new person, access given anew
    people       what officers of a delegation do for their own people
    personal     what is kept about a person, for what, how long; and erasing it
    marks        when a person last looked at a circle
    rows         all addresses of this, as rows of the table of routes

Nothing diplomatic is kept here. In a demonstration none of these addresses exists.
"""
