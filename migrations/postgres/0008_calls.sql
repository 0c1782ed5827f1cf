-- Voice platforms, the calls that come from them, and what is summed up of these.

-- secret_sealed: what deliveries are signed with (core/sealing.hpp); NULL while none is set, and nothing is taken then.
-- last_event_at: 0 where never. last_error: the last thing that went wrong, in words for the administrator.
CREATE TABLE connections (
    id TEXT COLLATE "C" PRIMARY KEY,
    platform TEXT COLLATE "C" NOT NULL CHECK (platform IN ('vapi', 'retell', 'elevenlabs')),
    name TEXT COLLATE "C" NOT NULL,
    name_caseless TEXT COLLATE "C" NOT NULL UNIQUE,
    name_folded TEXT COLLATE "C" NOT NULL,
    secret_sealed TEXT COLLATE "C",
    last_event_at BIGINT NOT NULL DEFAULT 0,
    last_error TEXT COLLATE "C",
    last_error_at BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX connections_by_name ON connections (name_folded, id);
CREATE INDEX connections_by_created_at ON connections (created_at, id);

-- What an agent is called at a platform.
CREATE TABLE agent_external_ids (
    connection_id TEXT COLLATE "C" NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    external_id TEXT COLLATE "C" NOT NULL,
    agent_id TEXT COLLATE "C" NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    PRIMARY KEY (connection_id, external_id)
);
CREATE INDEX agent_external_ids_by_agent ON agent_external_ids (agent_id, connection_id, external_id);

-- Agents of a platform that nobody has entered here, and how many calls wait for that.
CREATE TABLE unknown_agents (
    id TEXT COLLATE "C" PRIMARY KEY,
    connection_id TEXT COLLATE "C" NOT NULL REFERENCES connections (id),
    external_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C",
    calls BIGINT NOT NULL,
    first_call_at BIGINT NOT NULL,
    last_call_at BIGINT NOT NULL,
    UNIQUE (connection_id, external_id)
);
CREATE INDEX unknown_agents_by_last_call ON unknown_agents (last_call_at, id);

-- number: short, for the indexes, which are large; id is what everybody else knows. connection_id and external_id: NULL
-- for what came by our own API. agent_id: NULL while the agent is unknown. duration: milliseconds. cost: millionths of a
-- US dollar, as the platform reported it.
CREATE TABLE calls (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    connection_id TEXT COLLATE "C" REFERENCES connections (id),
    external_id TEXT COLLATE "C",
    external_agent_id TEXT COLLATE "C",
    agent_id TEXT COLLATE "C" REFERENCES agents (id),
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('ongoing', 'ended', 'failed')),
    direction TEXT COLLATE "C" CHECK (direction IN ('inbound', 'outbound', 'web')),
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    duration BIGINT,
    from_number TEXT COLLATE "C",
    to_number TEXT COLLATE "C",
    summary TEXT COLLATE "C",
    outcome TEXT COLLATE "C" CHECK (outcome IN ('successful', 'unsuccessful', 'unknown')),
    end_reason TEXT COLLATE "C",
    cost BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (connection_id, external_id)
);
-- One pair for each way to narrow the list: over all agents, and within one (calls/call_list_store.hpp).
CREATE INDEX calls_by_time ON calls (started_at, number, agent_id);
CREATE INDEX calls_by_agent ON calls (agent_id, started_at, number);
CREATE INDEX calls_by_status ON calls (status, started_at, number, agent_id);
CREATE INDEX calls_by_agent_and_status ON calls (agent_id, status, started_at, number);
CREATE INDEX calls_by_direction ON calls (direction, started_at, number, agent_id);
CREATE INDEX calls_by_agent_and_direction ON calls (agent_id, direction, started_at, number);
CREATE INDEX calls_of_unknown_agents ON calls (connection_id, external_agent_id, number) WHERE agent_id IS NULL;

-- turns: a JSON array (calls/transcript.hpp).
CREATE TABLE call_transcripts (
    call_number BIGINT PRIMARY KEY REFERENCES calls (number) ON DELETE CASCADE,
    turns TEXT COLLATE "C" NOT NULL
);

-- Which folded words the transcript of a call has, for the search. Only of calls whose agent is known.
CREATE TABLE call_words (
    word TEXT COLLATE "C" NOT NULL,
    agent_id TEXT COLLATE "C" NOT NULL,
    started_at BIGINT NOT NULL,
    call_number BIGINT NOT NULL,
    PRIMARY KEY (word, agent_id, started_at, call_number)
);

-- The audio of a call. source: where it is copied from, forgotten once it is here. blob: its name in the storage. size:
-- bytes. duration: milliseconds. peaks: the waveform as JSON (calls/waveform.hpp). problem: why there is no audio.
CREATE TABLE recordings (
    call_number BIGINT PRIMARY KEY REFERENCES calls (number) ON DELETE CASCADE,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('waiting', 'available', 'failed')),
    source TEXT COLLATE "C",
    blob TEXT COLLATE "C",
    content_type TEXT COLLATE "C",
    size BIGINT,
    duration BIGINT,
    peaks TEXT COLLATE "C",
    problem TEXT COLLATE "C",
    attempts BIGINT NOT NULL DEFAULT 0,
    next_attempt_at BIGINT NOT NULL
);
CREATE INDEX waiting_recordings ON recordings (next_attempt_at, call_number) WHERE status = 'waiting';

-- What the platforms sent, as it came: a delivery that comes again has the same hash. payload: without audio.
CREATE TABLE call_events (
    id TEXT COLLATE "C" PRIMARY KEY,
    connection_id TEXT COLLATE "C" NOT NULL REFERENCES connections (id),
    external_call_id TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL,
    payload_hash TEXT COLLATE "C" NOT NULL,
    payload TEXT COLLATE "C" NOT NULL,
    received_at BIGINT NOT NULL,
    UNIQUE (connection_id, payload_hash)
);
CREATE INDEX call_events_by_call ON call_events (connection_id, external_call_id, received_at);

-- The newest changes to calls in their order, for who looks on live; older ones are forgotten.
CREATE TABLE call_arrivals (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id TEXT COLLATE "C" NOT NULL,
    agent_id TEXT COLLATE "C" NOT NULL
);

-- Sums per agent and day. day: since 1970-01-01, in the account's time zone. seconds...: of all calls, each rounded up
-- by one of the three rules. cost: of the calls whose cost was reported, which costed_calls counts.
CREATE TABLE agent_days (
    agent_id TEXT COLLATE "C" NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    day BIGINT NOT NULL,
    calls BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    seconds_by_6 BIGINT NOT NULL,
    seconds_by_60 BIGINT NOT NULL,
    cost BIGINT NOT NULL,
    costed_calls BIGINT NOT NULL,
    PRIMARY KEY (agent_id, day)
);
-- All that is summed up stands in it: a year of many agents is read without looking up each row.
CREATE INDEX agent_days_by_day ON agent_days (
    day, agent_id, calls, seconds, seconds_by_6, seconds_by_60, cost, costed_calls);

-- Answers to POST /calls that may be asked for again (Idempotency-Key).
CREATE TABLE idempotency_keys (
    member_id TEXT COLLATE "C" NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    idempotency_key TEXT COLLATE "C" NOT NULL,
    body_hash TEXT COLLATE "C" NOT NULL,
    call_id TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (member_id, idempotency_key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
