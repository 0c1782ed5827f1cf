-- Rows of contact_search_pieces that are written from here on may have their numbers as bits
-- (server/contacts/search/number_list.hpp). No row changes; an older program could not read such rows, and refuses a database
-- with this migration.
UPDATE contact_search_state SET indexed_up_to = indexed_up_to;
