#include "app/serving/stored_data.hpp"

#include "access/member_row_store.hpp"
#include "agents/agent_store.hpp"
#include "app/backup/restored_storage.hpp"
#include "app/control/stored_database.hpp"
#include "app/installation/installation.hpp"
#include "app/ledger/ledger_replay.hpp"
#include "campaigns/campaign_store.hpp"
#include "companies/company_store.hpp"
#include "connectors/connections/connection_store.hpp"
#include "contacts/contact_store.hpp"
#include "contacts/segments/segment_store.hpp"
#include "database/folding_store.hpp"
#include "members/list/search_store.hpp"
#include "storage/storage_address.hpp"

namespace rollcall::app {

namespace {

// Before the first request, so that lists and searches of names never see two kinds of folded texts.
void update_folded_texts(database::Database& database) {
    const database::FoldedRows kinds[] = {
        {"companies", companies::refold_company_names},        {"contacts", contacts::refold_contact_names},
        {"contact_filters", contacts::refold_contact_filters}, {"segments", contacts::refold_segment_names},
        {"campaigns", campaigns::refold_campaign_names},       {"agents", agents::refold_agent_names},
        {"connections", connectors::refold_connection_names},  {"members", access::refold_member_names},
        {"member_search", members::refold_search_rows},
    };
    for (const auto& rows : kinds) refold_rows(database, rows);
}

SealingKey join(const Options& options, database::Database& database, storage::Blobs& blobs, const Clock& clock) {
    auto key =
        join_installation(database, blobs, clock, options.secret_key_file, storage::describe_storage(options.storage));
    update_folded_texts(database);
    remove_end_of_restore(options.storage, blobs);
    return key;
}

}  // namespace

StoredData::StoredData(const Options& options)
    : database(open_database(options.database, clock, metrics.database())),
      blobs(storage::open_storage(options.storage)),
      key(join(options, *database, *blobs, clock)),
      ledger(options.erasures_file, key),
      erasure_context{*database, *blobs, clock, key, ledger} {
    replay_ledger_at_start(erasure_context);
}

}  // namespace rollcall::app
