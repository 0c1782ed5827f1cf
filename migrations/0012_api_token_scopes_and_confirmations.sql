-- API tokens with scopes and an end, and when a session's member last gave the password.

-- scopes: bit n is the n-th of access::TokenScope. A token from before scopes has all of them, and lasts a year at most.
-- prefix: the first characters of the token, by which a leaked one is found; NULL until the next use of a token from
-- before it was kept.
-- expires_at: never NULL from here on; a token without it would be refused.
ALTER TABLE api_tokens ADD COLUMN scopes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE api_tokens ADD COLUMN prefix TEXT;
UPDATE api_tokens SET scopes = 63;
-- sqlite:
UPDATE api_tokens SET expires_at = (CAST(strftime('%s', 'now') AS INTEGER) + 31536000) * 1000
WHERE expires_at IS NULL OR expires_at > (CAST(strftime('%s', 'now') AS INTEGER) + 31536000) * 1000;
-- postgres:
UPDATE api_tokens SET expires_at = CAST(EXTRACT(EPOCH FROM now()) + 31536000 AS BIGINT) * 1000
WHERE expires_at IS NULL OR expires_at > CAST(EXTRACT(EPOCH FROM now()) + 31536000 AS BIGINT) * 1000;
-- both:

-- The prefix of the API token that did it, kept here since the token may be deleted.
ALTER TABLE audit_entries ADD COLUMN actor_token_prefix TEXT;

-- confirmed_at: when the member last gave the password in this session; signing in counts.
ALTER TABLE sessions ADD COLUMN confirmed_at INTEGER NOT NULL DEFAULT 0;
UPDATE sessions SET confirmed_at = created_at;
