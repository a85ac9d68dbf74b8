-- The committee's order: by when a request was raised to it.
CREATE INDEX request_raised ON request (COALESCE(presented_at, state_since), id) WHERE state IN ('before_committee', 'deferred', 'waiting');
