-- Invitations, mail that goes out, and forgotten passwords.

-- sealed_token: what the link in the mail holds (core/sealing.hpp); NULL once the mail is out or has failed.
-- state: queued; sent to the mail server; kept in the folder where there is none; failed for good.
CREATE TABLE mail (
    id TEXT COLLATE "C" PRIMARY KEY,
    member_id TEXT COLLATE "C" NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('invitation', 'password_reset')),
    sealed_token TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('queued', 'sent', 'kept', 'failed')),
    attempts BIGINT NOT NULL DEFAULT 0,
    next_attempt_at BIGINT,
    reason TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE INDEX mail_by_created_at ON mail (created_at, id);
CREATE INDEX mail_by_state ON mail (state, created_at, id);
CREATE INDEX mail_by_member ON mail (member_id);
CREATE INDEX queued_mail ON mail (next_attempt_at, id) WHERE state = 'queued';

-- One row for each member who has not accepted yet; such a member's password_hash is empty. token_hash: of the newest
-- link, NULL once revoked. mail_id: the mail that holds that link, NULL where it is handed over in another way.
CREATE TABLE invitations (
    member_id TEXT COLLATE "C" PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    token_hash TEXT COLLATE "C" UNIQUE,
    expires_at BIGINT NOT NULL,
    invited_by TEXT COLLATE "C" NOT NULL,
    mail_id TEXT COLLATE "C" REFERENCES mail (id) ON DELETE SET NULL
);
CREATE INDEX invitations_by_expiry ON invitations (expires_at, member_id);
CREATE INDEX invitations_by_mail ON invitations (mail_id);

-- Links of mails for who forgot a password; several may be open.
CREATE TABLE password_resets (
    token_hash TEXT COLLATE "C" PRIMARY KEY,
    member_id TEXT COLLATE "C" NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);
CREATE INDEX password_resets_by_member ON password_resets (member_id);
CREATE INDEX password_resets_by_expiry ON password_resets (expires_at);
