-- What programs come with. Only a hash of the token is kept. expires_at: NULL where it does not expire by itself.
-- last_used_at: 0 where never. A revoked token is deleted.
CREATE TABLE api_tokens (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX api_tokens_by_member ON api_tokens (member_id);
CREATE INDEX api_tokens_by_created_at ON api_tokens (created_at, id);
