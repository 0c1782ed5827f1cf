-- The full configuration of agents: what is live, what was, and what is worked on.

-- NULL where nothing is worked on that is not live.
ALTER TABLE agents ADD COLUMN draft TEXT;

-- What was published; the newest of an agent is live. number: 1, 2, 3, ... of the agent. The greeting, prompt, voice and
-- language of the live one stand in agents too, for the basic editor.
CREATE TABLE agent_versions (
    id TEXT PRIMARY KEY,
    agent_id TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    configuration TEXT NOT NULL,
    published_by TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    UNIQUE (agent_id, number)
) STRICT;

-- Agents of before begin with what they are. Nobody is known to have published it.
INSERT INTO agent_versions (id, agent_id, number, configuration, published_by, published_at)
SELECT id, id, 1,
       json_patch('{}', json_object('greeting', greeting, 'prompt', prompt, 'voice', voice, 'language', language)),
       '', created_at
FROM agents;
