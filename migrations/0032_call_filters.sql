-- The filters of the list of calls (docs/decisions/0054-finding-calls.md).

-- Whether there is audio of the call: a copy of what `recordings` says, for the index.
ALTER TABLE calls ADD COLUMN has_recording INTEGER NOT NULL DEFAULT 0;
UPDATE calls SET has_recording = 1 WHERE number IN (SELECT call_number FROM recordings WHERE status = 'available');

-- An outcome that was not reported is unknown: server/calls/listing/call_list_store.cpp asks for it in these words.
CREATE INDEX calls_by_outcome ON calls (COALESCE(outcome, 'unknown'), started_at, number, agent_id);
CREATE INDEX calls_by_agent_and_outcome ON calls (agent_id, COALESCE(outcome, 'unknown'), started_at, number);
CREATE INDEX calls_with_recording ON calls (started_at, number, agent_id) WHERE has_recording = 1;
CREATE INDEX calls_with_recording_by_agent ON calls (agent_id, started_at, number) WHERE has_recording = 1;
-- Whether few calls are so long or short.
CREATE INDEX calls_by_duration ON calls (duration, started_at, number, agent_id);
