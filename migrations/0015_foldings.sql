-- By which rules texts were folded for searching and sorting (core/text.hpp, fold_version), for each kind of row that
-- keeps such texts. The server updates the rows when it starts with newer rules.
-- position: the last row that was updated, while an update is under way; empty when none is.
CREATE TABLE foldings (
    target TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    position TEXT NOT NULL
) STRICT;
INSERT INTO foldings (target, version, position) VALUES
    ('companies', 1, ''),
    ('agents', 1, ''),
    ('connections', 1, ''),
    ('members', 1, ''),
    ('member_search', 1, ''),
    ('call_words', 1, '');
