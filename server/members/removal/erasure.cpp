#include "members/removal/erasure.hpp"

#include <spdlog/spdlog.h>

#include "audit/audit_store.hpp"
#include "members/member_limits.hpp"
#include "members/removal/erasure_store.hpp"
#include "outbox/delivery.hpp"
#include "pictures/pictures.hpp"

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

constexpr std::int64_t erasures_read_at_once = 1000;

void append_to_ledger(erasure_ledger::Ledger& ledger, const std::vector<Erasure>& erasures) {
    std::vector<erasure_ledger::Entry> entries;
    entries.reserve(erasures.size());
    for (const auto& erasure : erasures) {
        entries.push_back(ledger.entry_of_member(erasure.member_id, erasure.removed_at));
    }
    ledger.append(entries);
}

}  // namespace

std::size_t erase_removed_members(const ErasureContext& context, const std::stop_token& stop) {
    const auto open = context.database.read([](database::Transaction& tx) { return list_open_erasures(tx); });
    if (open.empty()) return 0;
    append_to_ledger(context.ledger, open);
    // The pictures of these members are among them. Other files, such as recordings, are not waited for.
    if (!pictures::delete_released_pictures(context.database, context.blobs, context.clock, stop)) return 0;
    outbox::delete_files_without_email(context.database, context.folder);
    if (!context.database.erase_remains(personal_tables, stop)) return 0;
    context.database.write([&](database::Transaction& tx) {
        for (const auto& erasure : open) {
            update_erasure_finished(tx, erasure.member_id, context.clock.now());
            audit::record(tx, context.clock.now(), {erasure.removed_by, audit::ActorKind::worker}, "member.erased",
                          erasure.member_id.text());
        }
    });
    return open.size();
}

jobs::PeriodicWork erasure_work(const ErasureContext& context) {
    return {.name = "Erasing removed members",
            .run =
                [context](const std::stop_token& stop) {
                    const auto count = erase_removed_members(context, stop);
                    if (count > 0) spdlog::info("Erased what {} removed members left in the files", count);
                },
            .retries = erasure_retries,
            .claim = jobs::claim_in(context.database)};
}

void add_removals_to_ledger(database::Database& database, erasure_ledger::Ledger& ledger) {
    MemberId last;
    for (;;) {
        const auto erasures = database.read(
            [&](database::Transaction& tx) { return list_erasures_after(tx, last, erasures_read_at_once); });
        if (erasures.empty()) return;
        append_to_ledger(ledger, erasures);
        last = erasures.back().member_id;
    }
}

}  // namespace rollcall::members
