#include "members/list/search_index.hpp"

#include "database/folding_store.hpp"
#include "members/list/search_store.hpp"
#include "members/member_limits.hpp"

namespace rollcall::members {

jobs::PeriodicWork search_index_work(database::Database& database) {
    return {.name = "The index of the search of members",
            .run =
                [&](const std::stop_token& stop) {
                    database::refold_rows(database, {"member_job_titles", add_job_titles_to_search}, stop);
                    if (!database.read([](database::Transaction& tx) { return needs_index_update(tx); })) return;
                    while (database.write([](database::Transaction& tx) { return update_search_index(tx); })) {
                        if (stop.stop_requested()) return;
                    }
                },
            .pause = search_index_pause,
            .claim = jobs::claim_in(database)};
}

}  // namespace rollcall::members
