//! Signing in by somebody else's word: OpenID Connect, and Nafath's request and status. Knows no beneficiary.
