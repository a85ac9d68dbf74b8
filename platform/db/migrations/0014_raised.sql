-- The committee's order: by when a request was raised to it; a walk for each state.
CREATE INDEX request_raised ON request (state, COALESCE(presented_at, state_since), id);
