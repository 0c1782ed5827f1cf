-- The last changes of the search, in their order, so that a copy of it in memory can be updated: members who can be found
-- since then, who are found by other texts, or who are gone. Old ones are deleted.
CREATE TABLE member_search_changes (
    change INTEGER PRIMARY KEY,
    member_id TEXT NOT NULL
) STRICT;

-- One row. Members whose id is at most entries_up_to have rows in member_search_entries: '' for nobody, '~' for all; '!' for
-- nobody while rows are left that are to be deleted.
CREATE TABLE member_search_state (
    id TEXT PRIMARY KEY,
    entries_up_to TEXT NOT NULL
) STRICT;
INSERT INTO member_search_state (id, entries_up_to)
    SELECT 'search', CASE WHEN EXISTS (SELECT 1 FROM member_search_entries) THEN '~' ELSE '' END;
