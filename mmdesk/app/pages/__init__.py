"""The places of the window; each knows the session, none knows another."""
