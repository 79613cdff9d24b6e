"""What a framework is: members, tracks, baskets, decision rule, chair; with sources."""
