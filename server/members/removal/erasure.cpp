#include "members/removal/erasure.hpp"

#include <spdlog/spdlog.h>

#include "audit/audit_store.hpp"
#include "jobs/unreferenced_blobs.hpp"
#include "members/member_limits.hpp"
#include "members/removal/erasure_store.hpp"
#include "outbox/delivery.hpp"

namespace rollcall::members {

namespace {

// The tables that hold personal data of members, or did.
constexpr std::string_view personal_tables[] = {"members",
                                                "member_search",
                                                "member_search_entries",
                                                "sessions",
                                                "api_tokens",
                                                "sign_in_failures",
                                                "mail",
                                                "invitations",
                                                "password_resets",
                                                "password_reset_requests",
                                                "audit_details",
                                                "devices",
                                                "earlier_invitation_links"};

}  // namespace

std::size_t erase_removed_members(database::Database& database, storage::Blobs& blobs, const mail::Folder& folder,
                                  const Clock& clock) {
    const auto open = database.read([](database::Transaction& tx) { return list_open_erasures(tx); });
    if (open.empty()) return 0;
    // The pictures of these members are unreferenced. They are deleted before the erasure is recorded.
    jobs::delete_unreferenced_blobs(database, blobs, clock);
    outbox::delete_files_without_email(database, folder);
    database.rewrite(personal_tables);
    database.write([&](database::Transaction& tx) {
        for (const auto& erasure : open) {
            update_erasure_finished(tx, erasure.member_id, clock.now());
            audit::record(tx, clock.now(), {erasure.removed_by, audit::ActorKind::worker}, "member.erased",
                          erasure.member_id.text());
        }
    });
    return open.size();
}

jobs::PeriodicWork erasure_work(database::Database& database, storage::Blobs& blobs, const mail::Folder& folder,
                                const Clock& clock) {
    return {.name = "Erasing removed members",
            .run =
                [&](const std::stop_token&) {
                    const auto count = erase_removed_members(database, blobs, folder, clock);
                    if (count > 0) spdlog::info("Erased what {} removed members left in the files", count);
                },
            .retries = erasure_retries};
}

}  // namespace rollcall::members
