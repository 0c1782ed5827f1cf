#include "app/serving/background_work.hpp"

#include <chrono>

#include "app/ledger/ledger_replay.hpp"
#include "app/memory_return.hpp"
#include "calls/intake/call_updates.hpp"
#include "calls/words/call_word_index.hpp"
#include "contacts/search/contact_search_index.hpp"
#include "database/folding_store.hpp"
#include "identity/identity_limits.hpp"
#include "jobs/unreferenced_blobs.hpp"
#include "members/invitations/invitations.hpp"
#include "members/list/search_index.hpp"
#include "members/removal/erasure.hpp"

namespace rollcall::app {

namespace {

identity::ResetRequestContext make_reset_requests(StoredData& data, ServiceParts& parts) {
    return {.database = *data.database,
            .clock = data.clock,
            .key = data.key,
            .sends_mail = parts.services.sends_mail,
            .invite_again = [&key = data.key](
                                database::Transaction& tx, const MemberId& member, std::string_view token,
                                Time now) { return members::resend_requested_invitation(tx, key, member, token, now); },
            .wake_outbox = [&outbox = parts.outbox] { outbox.wake(); }};
}

jobs::PeriodicWork password_reset_work(const identity::ResetRequestContext& requests) {
    return {.name = "Answering forgotten passwords",
            .run = [&requests](const std::stop_token& stop) { identity::answer_reset_requests(requests, stop); },
            .pause = identity::reset_request_pause,
            .claim = jobs::claim_in(requests.database)};
}

/// In the background: a transcript has hundreds of words, and an account may have a million calls.
jobs::PeriodicWork call_word_work(database::Database& database) {
    return {.name = "Updating the words of calls",
            .run =
                [&database](const std::stop_token& stop) {
                    database::refold_rows(database, {"packed_call_words", calls::pack_call_words}, stop);
                    database::refold_rows(database, {"call_words", calls::refold_call_words}, stop);
                },
            .pause = std::chrono::hours(24),
            .claim = jobs::claim_in(database)};
}

}  // namespace

BackgroundWork::BackgroundWork(StoredData& data, ServiceParts& parts)
    : parts_(parts),
      reset_requests_(make_reset_requests(data, parts)),
      password_resets_(password_reset_work(reset_requests_)),
      live_stream_count_(calls::live_stream_work(parts.live_streams)),
      blob_deletion_(jobs::blob_deletion_work(*data.database, *data.blobs, data.clock)),
      erasure_(members::erasure_work({*data.database, *data.blobs, parts.folder, data.clock, data.ledger})),
      ledger_completion_(ledger_work(*data.database, data.ledger)),
      search_index_(members::search_index_work(*data.database)),
      contact_search_(contacts::contact_search_work(*data.database)),
      memory_return_(memory_return_work()),
      call_words_(call_word_work(*data.database)) {}

void BackgroundWork::start() {
    parts_.readiness.start();
    parts_.outbox.start();
    password_resets_.start();
    parts_.recordings.start();
    live_stream_count_.start();
    blob_deletion_.start();
    parts_.webhook_deletion.start();
    erasure_.start();
    parts_.number_erasures.start();
    ledger_completion_.start();
    search_index_.start();
    contact_search_.start();
    memory_return_.start();
    call_words_.start();
    parts_.day_sums.start();
    parts_.imports.start();
    parts_.audiences.start();
    parts_.dialling.start();
    parts_.call_resolution.start();
}

}  // namespace rollcall::app
