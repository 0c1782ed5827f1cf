-- What strangers ask for with a forgotten password, until the server has decided whether the email is a member's. The row
-- is the same for every email, so that storing it takes the same work (docs/decisions/0027-confinement-and-membership.md).
-- sealed_email: as typed, sealed with the key file (core/sealing.hpp); for a request that will send nothing, an empty text.
-- refusals: how many writes the refusal of the request has taken so far; sending takes as many.
CREATE TABLE password_reset_requests (
    id TEXT PRIMARY KEY,
    sealed_email TEXT NOT NULL,
    refusals INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT;

-- Emails that were kept in the data folder and hold the link to a member's new password: administrators could read them.
DELETE FROM password_resets WHERE member_id IN (SELECT member_id FROM mail WHERE kind = 'password_reset' AND state = 'kept');
DELETE FROM mail WHERE kind = 'password_reset' AND state = 'kept';
