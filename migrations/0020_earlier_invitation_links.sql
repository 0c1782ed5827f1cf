-- Links of an invitation that still work beside the newest one, which is in `invitations`: an invited member who asks for
-- a forgotten password is sent a new link, and those that were given before stay valid until they expire.
CREATE TABLE earlier_invitation_links (
    token_hash TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES invitations (member_id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX earlier_invitation_links_by_member ON earlier_invitation_links (member_id);

-- requested_at: when the invitation was last sent again because of a forgotten password; NULL where it never was.
ALTER TABLE invitations ADD COLUMN requested_at INTEGER;
