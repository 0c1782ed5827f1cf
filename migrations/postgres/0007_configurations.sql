-- The full configuration of agents: what is live, what was, and what is worked on.

-- NULL where nothing is worked on that is not live.
ALTER TABLE agents ADD COLUMN draft TEXT COLLATE "C";

-- What was published; the newest of an agent is live. number: 1, 2, 3, ... of the agent. The greeting, prompt, voice and
-- language of the live one stand in agents too, for the basic editor.
CREATE TABLE agent_versions (
    id TEXT COLLATE "C" PRIMARY KEY,
    agent_id TEXT COLLATE "C" NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    configuration TEXT COLLATE "C" NOT NULL,
    published_by TEXT COLLATE "C" NOT NULL,
    published_at BIGINT NOT NULL,
    UNIQUE (agent_id, number)
);

-- Agents of before begin with what they are. Nobody is known to have published it.
INSERT INTO agent_versions (id, agent_id, number, configuration, published_by, published_at)
SELECT id, id, 1,
       json_strip_nulls(json_build_object('greeting', greeting, 'prompt', prompt, 'voice', voice, 'language', language))::TEXT,
       '', created_at
FROM agents;
