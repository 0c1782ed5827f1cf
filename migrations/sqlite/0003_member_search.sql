-- Looking for members, and filters that find few among many.

-- What a member is found by (members/search_text.hpp). number: for the entries, shorter than an id; made from it.
-- Members without a row get theirs when the server starts.
CREATE TABLE member_search (
    number INTEGER PRIMARY KEY,
    member_id TEXT NOT NULL UNIQUE REFERENCES members (id) ON DELETE CASCADE,
    name_folded TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
-- With the text, so that a walk in the order of names reads nothing else.
CREATE INDEX member_search_by_name ON member_search (name_folded, member_id, text);

CREATE TABLE member_search_entries (
    entry TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (entry, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX administrators ON members (id) WHERE role = 'administrator';
CREATE INDEX suspended_members ON members (id) WHERE suspended_at IS NOT NULL;
-- Whoever was never active counts from creation.
CREATE INDEX members_by_last_sign_of_life
    ON members ((CASE WHEN last_active_at = 0 THEN created_at ELSE last_active_at END));
