-- Voice platforms, the calls that come from them, and what is summed up of these.

-- secret_sealed: what deliveries are signed with (core/sealing.hpp); NULL while none is set, and nothing is taken then.
-- last_event_at: 0 where never. last_error: the last thing that went wrong, in words for the administrator.
CREATE TABLE connections (
    id TEXT PRIMARY KEY,
    platform TEXT NOT NULL CHECK (platform IN ('vapi', 'retell', 'elevenlabs')),
    name TEXT NOT NULL,
    name_caseless TEXT NOT NULL UNIQUE,
    name_folded TEXT NOT NULL,
    secret_sealed TEXT,
    last_event_at INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    last_error_at INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX connections_by_name ON connections (name_folded, id);
CREATE INDEX connections_by_created_at ON connections (created_at, id);

-- What an agent is called at a platform.
CREATE TABLE agent_external_ids (
    connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    external_id TEXT NOT NULL,
    agent_id TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    PRIMARY KEY (connection_id, external_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX agent_external_ids_by_agent ON agent_external_ids (agent_id, connection_id, external_id);

-- Agents of a platform that nobody has entered here, and how many calls wait for that.
CREATE TABLE unknown_agents (
    id TEXT PRIMARY KEY,
    connection_id TEXT NOT NULL REFERENCES connections (id),
    external_id TEXT NOT NULL,
    name TEXT,
    calls INTEGER NOT NULL,
    first_call_at INTEGER NOT NULL,
    last_call_at INTEGER NOT NULL,
    UNIQUE (connection_id, external_id)
) STRICT;
CREATE INDEX unknown_agents_by_last_call ON unknown_agents (last_call_at, id);

-- number: short, for the indexes, which are large; id is what everybody else knows. connection_id and external_id: NULL
-- for what came by our own API. agent_id: NULL while the agent is unknown. duration: milliseconds. cost: millionths of a
-- US dollar, as the platform reported it.
CREATE TABLE calls (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    connection_id TEXT REFERENCES connections (id),
    external_id TEXT,
    external_agent_id TEXT,
    agent_id TEXT REFERENCES agents (id),
    status TEXT NOT NULL CHECK (status IN ('ongoing', 'ended', 'failed')),
    direction TEXT CHECK (direction IN ('inbound', 'outbound', 'web')),
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    duration INTEGER,
    from_number TEXT,
    to_number TEXT,
    summary TEXT,
    outcome TEXT CHECK (outcome IN ('successful', 'unsuccessful', 'unknown')),
    end_reason TEXT,
    cost INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (connection_id, external_id)
) STRICT;
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
    call_number INTEGER PRIMARY KEY REFERENCES calls (number) ON DELETE CASCADE,
    turns TEXT NOT NULL
) STRICT;

-- Which folded words the transcript of a call has, for the search. Only of calls whose agent is known.
CREATE TABLE call_words (
    word TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    call_number INTEGER NOT NULL,
    PRIMARY KEY (word, agent_id, started_at, call_number)
) STRICT, WITHOUT ROWID;

-- The audio of a call. source: where it is copied from, forgotten once it is here. blob: its name in the storage. size:
-- bytes. duration: milliseconds. peaks: the waveform as JSON (calls/waveform.hpp). problem: why there is no audio.
CREATE TABLE recordings (
    call_number INTEGER PRIMARY KEY REFERENCES calls (number) ON DELETE CASCADE,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'available', 'failed')),
    source TEXT,
    blob TEXT,
    content_type TEXT,
    size INTEGER,
    duration INTEGER,
    peaks TEXT,
    problem TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL
) STRICT;
CREATE INDEX waiting_recordings ON recordings (next_attempt_at, call_number) WHERE status = 'waiting';

-- What the platforms sent, as it came: a delivery that comes again has the same hash. payload: without audio.
CREATE TABLE call_events (
    id TEXT PRIMARY KEY,
    connection_id TEXT NOT NULL REFERENCES connections (id),
    external_call_id TEXT,
    kind TEXT NOT NULL,
    payload_hash TEXT NOT NULL,
    payload TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    UNIQUE (connection_id, payload_hash)
) STRICT;
CREATE INDEX call_events_by_call ON call_events (connection_id, external_call_id, received_at);

-- The newest changes to calls in their order, for who looks on live; older ones are forgotten.
CREATE TABLE call_arrivals (
    number INTEGER PRIMARY KEY,
    call_id TEXT NOT NULL,
    agent_id TEXT NOT NULL
) STRICT;

-- Sums per agent and day. day: since 1970-01-01, in the account's time zone. seconds...: of all calls, each rounded up
-- by one of the three rules. cost: of the calls whose cost was reported, which costed_calls counts.
CREATE TABLE agent_days (
    agent_id TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    day INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    seconds_by_6 INTEGER NOT NULL,
    seconds_by_60 INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    costed_calls INTEGER NOT NULL,
    PRIMARY KEY (agent_id, day)
) STRICT, WITHOUT ROWID;
-- All that is summed up stands in it: a year of many agents is read without looking up each row.
CREATE INDEX agent_days_by_day ON agent_days (
    day, agent_id, calls, seconds, seconds_by_6, seconds_by_60, cost, costed_calls);

-- Answers to POST /calls that may be asked for again (Idempotency-Key).
CREATE TABLE idempotency_keys (
    member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    idempotency_key TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    call_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (member_id, idempotency_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
