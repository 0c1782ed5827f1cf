-- What programs come with. Only a hash of the token is kept. expires_at: NULL where it does not expire by itself.
-- last_used_at: 0 where never. A revoked token is deleted.
CREATE TABLE api_tokens (
    id TEXT COLLATE "C" PRIMARY KEY,
    token_hash TEXT COLLATE "C" NOT NULL UNIQUE,
    member_id TEXT COLLATE "C" NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    name TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    last_used_at BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX api_tokens_by_member ON api_tokens (member_id);
CREATE INDEX api_tokens_by_created_at ON api_tokens (created_at, id);
