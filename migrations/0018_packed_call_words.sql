-- The search in transcripts. A row of call_words holds a word, an agent, and some calls of the agent that have the word, in
-- the order of (started_at, call_number): the first in these two columns, the others in `more`
-- (server/calls/words/position_list.hpp). All of them are before the first call of the next row. Earlier rows hold one
-- call each, which is the same form; the server brings them together in the background.
ALTER TABLE call_words ADD COLUMN more TEXT NOT NULL DEFAULT '';

-- The words of calls that are not in call_words yet: many calls are added there together. words: each between line breaks.
CREATE TABLE queued_call_words (
    call_number INTEGER PRIMARY KEY,
    agent_id TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX queued_call_words_by_agent ON queued_call_words (agent_id);
INSERT INTO foldings (target, version, position) VALUES ('packed_call_words', 1, '');
