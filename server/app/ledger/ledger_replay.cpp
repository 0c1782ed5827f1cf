#include "app/ledger/ledger_replay.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <stdexcept>

#include "erasures/number_erasures.hpp"
#include "members/removal/erasure.hpp"

namespace rollcall::app {

namespace {

/// How long an erasure may be missing in the ledgers of the instances that were not asked for it.
constexpr std::chrono::milliseconds completion_pause = std::chrono::minutes(10);

}  // namespace

void require_whole(const std::filesystem::path& file, const erasure_ledger::Content& content) {
    if (!content.damaged_lines.empty()) {
        throw std::runtime_error(fmt::format(
            "{}, so who was erased by them would be back. Take the ledger from another copy, or delete these lines.",
            erasure_ledger::describe_damage(file, content)));
    }
    if (content.end == erasure_ledger::Content::End::cut_off) {
        throw std::runtime_error(
            fmt::format("The last line of the ledger of erasures {} is cut off, so who was erased by it would be back. "
                        "Take the ledger from another copy, or delete this line.",
                        file.string()));
    }
}

ReplayedErasures replay_ledger(const erasures::NumberErasureContext& context, std::optional<Time> backup_made_at) {
    const auto& entries = context.ledger.content_at_opening().entries;
    return {members::replay_removals(context.database, context.clock, context.key, entries),
            erasures::replay_number_erasures(context, entries, backup_made_at)};
}

void replay_ledger_at_start(const erasures::NumberErasureContext& context) {
    const auto& content = context.ledger.content_at_opening();
    if (!content.damaged_lines.empty()) {
        spdlog::warn("{}. Erasures that the database knows are added again",
                     erasure_ledger::describe_damage(context.ledger.file(), content));
    }
    const auto replayed = replay_ledger(context, std::nullopt);
    context.ledger.forget_content();
    if (replayed.removals.members > 0) {
        spdlog::warn("Removed {} members of a restored database again, as the ledger of erasures says",
                     replayed.removals.members);
    }
    if (replayed.removals.created_administrator) {
        spdlog::warn("No administrator was left. Run rollcall reset-password {} for one",
                     *replayed.removals.created_administrator);
    }
    if (replayed.numbers.numbers > 0) {
        spdlog::warn(
            "Erased {} phone numbers from a restored database again, as the ledger of erasures says; it had {}",
            replayed.numbers.numbers, replayed.numbers.found);
    }
}

jobs::PeriodicWork ledger_work(database::Database& database, erasure_ledger::Ledger& ledger) {
    return {.name = "Completing the ledger of erasures",
            .run =
                [&](const std::stop_token&) {
                    members::add_removals_to_ledger(database, ledger);
                    erasures::add_numbers_to_ledger(database, ledger);
                },
            .pause = completion_pause};
}

}  // namespace rollcall::app
