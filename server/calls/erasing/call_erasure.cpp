#include "calls/erasing/call_erasure.hpp"

#include "calls/intake/idempotency_store.hpp"
#include "calls/recordings/recording_store.hpp"
#include "calls/words/call_word_index.hpp"
#include "calls/words/call_words.hpp"
#include "erased_numbers/erased_numbers.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "jobs/unreferenced_blobs.hpp"

namespace rollcall::calls {

namespace {

// The words may be those of an earlier version of folding, while they are updated.
void delete_words(database::Transaction& tx, const CallRow& call) {
    const bool was_queued = delete_queued_words_row(tx, call.number);
    const auto transcript = find_transcript(tx, call.number);
    if (was_queued || !call.agent_id || !transcript) return;
    auto words = words_of(*transcript);
    const auto earlier = words_as_version_1(*transcript);
    words.insert(words.end(), earlier.begin(), earlier.end());
    std::vector<WordChange> changes;
    for (const auto& word : words) {
        changes.push_back({word, call.agent_id->text(), {milliseconds(call.facts.started_at), call.number}, false});
    }
    change_indexed_words(tx, std::move(changes));
}

// A request that comes again has to be recognised: by keyed hashes of what would tell the number.
void erase_requests(database::Transaction& tx, const SealingKey& key, const CallId& call) {
    for (const auto& row : list_idempotency_rows_of_call(tx, call)) {
        update_idempotency_row(tx, row, erased_numbers::keyed_hash(key, row.idempotency_key),
                               erased_numbers::keyed_hash(key, row.body_hash));
    }
}

}  // namespace

void erase_call(database::Transaction& tx, const SealingKey& key, const CallRow& call, Time now) {
    delete_words(tx, call);
    delete_transcript_row(tx, call.number);
    if (const auto blob = delete_recording_row(tx, call.number)) {
        jobs::insert_unreferenced_blob_row(tx, *blob, jobs::at_once);
    }
    if (!call.connection_id) erase_requests(tx, key, call.id);
    update_call_erased(tx, call.number, now);
    if (call.agent_id) insert_call_change_row(tx, call.id, *call.agent_id);
}

}  // namespace rollcall::calls
