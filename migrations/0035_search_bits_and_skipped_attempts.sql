-- Rows of contact_search_pieces that are written from here on may have their numbers as bits
-- (server/contacts/search/number_list.hpp). No row changes; an older program could not read such rows, and refuses a database
-- with this migration.
UPDATE contact_search_state SET indexed_up_to = indexed_up_to;

-- Skipped attempts are counted where nobody called the contact: not where there is a later attempt, nor after one that is done
-- or has failed.
DELETE FROM attempt_counts WHERE kind LIKE 'skipped/%';
INSERT INTO attempt_counts (campaign_id, kind, count)
SELECT k.campaign_id, k.kind, count(*) FROM (
    SELECT a.campaign_id, CASE
        WHEN EXISTS (SELECT 1 FROM attempts later WHERE later.campaign_id = a.campaign_id
            AND later.contact_id = a.contact_id AND later.number > a.number) THEN 'skipped/retried'
        WHEN EXISTS (SELECT 1 FROM attempts earlier WHERE earlier.campaign_id = a.campaign_id
            AND earlier.contact_id = a.contact_id AND earlier.number < a.number AND earlier.state IN ('done', 'failed'))
        THEN 'skipped/after_call'
        ELSE 'skipped/' || COALESCE(a.reason, '') END AS kind
    FROM attempts a WHERE a.state = 'skipped') k
GROUP BY k.campaign_id, k.kind;
