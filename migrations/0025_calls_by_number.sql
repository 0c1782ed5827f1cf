-- The number of the other party of a call, as the platform or a program has written it, without separators:
-- server/calls/listing/call_list_store.cpp asks for it in these words.
CREATE INDEX calls_by_number ON calls (
    replace(replace(replace(replace(replace(replace(
        CASE direction WHEN 'outbound' THEN to_number WHEN 'inbound' THEN from_number
        ELSE COALESCE(from_number, to_number) END,
        ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''),
    started_at, number, agent_id
);
