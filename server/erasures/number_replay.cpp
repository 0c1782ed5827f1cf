#include "erasures/number_replay.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "connectors/ingest/event_erasure.hpp"
#include "contacts/imports/import_erasure.hpp"
#include "erased_numbers/erased_number_store.hpp"
#include "erasures/erasure_limits.hpp"
#include "erasures/number_finder.hpp"

namespace rollcall::erasures {

namespace {

using database::Transaction;

/// Those that the database does not know, each with its last time.
ErasureTimes list_unknown_erasures(database::Database& database, std::span<const erasure_ledger::Entry> entries) {
    ErasureTimes times;
    for (const auto& entry : entries) {
        if (entry.kind != erasure_ledger::ErasedKind::number) continue;
        auto& last = times.try_emplace(entry.hash, entry.time).first->second;
        last = std::max(last, entry.time);
    }
    return database.read([&](Transaction& tx) {
        std::erase_if(times, [&](const auto& erasure) {
            const auto known = erased_numbers::find_last_erasure_time(tx, {erasure.first});
            return known && *known >= erasure.second;
        });
        return times;
    });
}

/// What has a later time was made after the erasure, and stays.
Time limit_of(Time erased_at, std::optional<Time> backup_made_at) {
    return backup_made_at && *backup_made_at <= erased_at ? Time::max() : erased_at;
}

bool has_erased_number(const connectors::CallEventRow& event, const SealingKey& key, const ErasureTimes& times,
                       std::optional<Time> backup_made_at) {
    boost::system::error_code problem;
    const auto message = boost::json::parse(event.payload, problem);
    if (problem) return false;
    return std::ranges::any_of(connectors::hashes_of_numbers_in(message, key), [&](const std::string& hash) {
        const auto found = times.find(hash);
        return found != times.end() && event.received_at <= limit_of(found->second, backup_made_at);
    });
}

/// Of webhooks that no call was made of, and whose number is nowhere else.
void erase_webhooks_by_hash(const NumberErasureContext& context, const ErasureTimes& times,
                            std::optional<Time> backup_made_at) {
    std::string last;
    for (;;) {
        const auto events = context.database.read(
            [&](Transaction& tx) { return connectors::list_events_without_call_after(tx, last, events_read_at_once); });
        if (events.empty()) return;
        std::vector<connectors::CallEventHash> erased;
        for (const auto& event : events) {
            if (has_erased_number(event, context.key, times, backup_made_at))
                erased.push_back({event.id, event.payload_hash});
        }
        if (!erased.empty()) {
            context.database.write([&](Transaction& tx) { connectors::erase_events(tx, context.key, erased); });
        }
        last = events.back().id;
    }
}

/// Imports from before the last erasure. A file has numbers in all writings, of which no hash can be made.
std::int64_t erase_imports_until(const NumberErasureContext& context, Time until) {
    return context.database.write([&](Transaction& tx) {
        std::vector<contacts::ContactImportId> imports;
        for (const auto& id : contacts::list_contact_imports_with_files(tx)) {
            const auto import = contacts::find_contact_import_row(tx, id);
            if (import && import->created_at <= until) imports.push_back(id);
        }
        contacts::erase_imports(tx, imports, context.clock.now());
        return std::ssize(imports);
    });
}

/// The last write says that the erasure is known: after a crash before it, all is done again.
ErasureCounts replay_erasure(const NumberErasureContext& context, const std::string& hash,
                             const std::optional<std::string>& phone, Time time, Time others_until) {
    const audit::Actor actor(MemberId(), audit::ActorKind::command_line);
    ErasureCounts counts;
    if (phone) {
        const WantedNumber wanted{.phone = *phone, .calls_until = time, .others_until = others_until};
        counts = count_rows(context.database, wanted);
        counts.contacts = context.database.write(
            [&](Transaction& tx) { return erase_contacts(tx, actor, context.key, wanted, context.clock.now()); });
        (void)erase_remaining_rows(context, wanted, {});
    }
    context.database.write([&](Transaction& tx) {
        const auto now = context.clock.now();
        const NumberErasure erasure{.id = ErasureId::make(now),
                                    .requested_by = MemberId(),
                                    .requested_at = time,
                                    .erase_by = now + number_erasure_time,
                                    .erased_at = std::nullopt,
                                    .sealed_phone = std::nullopt,
                                    .counts = counts};
        erased_numbers::upsert_erased_number_row(tx, hash, time);
        insert_number_erasure_row(tx, erasure);
        audit::record(tx, now, actor, "number.erasure_requested", erasure.id.text());
    });
    return counts;
}

}  // namespace

ReplayedNumbers replay_number_erasures(const NumberErasureContext& context,
                                       std::span<const erasure_ledger::Entry> entries,
                                       std::optional<Time> backup_made_at) {
    const auto times = list_unknown_erasures(context.database, entries);
    if (times.empty()) return {};
    ReplayedNumbers replayed{.numbers = std::ssize(times)};
    const auto phones = find_numbers(context.database, context.key, times);
    erase_webhooks_by_hash(context, times, backup_made_at);
    const auto last = std::ranges::max_element(times, {}, &ErasureTimes::value_type::second)->second;
    replayed.imports = erase_imports_until(context, limit_of(last, backup_made_at));
    for (const auto& [hash, time] : times) {
        const auto found = phones.find(hash);
        const auto phone = found == phones.end() ? std::nullopt : std::optional(found->second);
        const auto counts = replay_erasure(context, hash, phone, time, limit_of(time, backup_made_at));
        replayed.found += phone ? 1 : 0;
        replayed.contacts += counts.contacts;
        replayed.calls += counts.calls;
    }
    return replayed;
}

}  // namespace rollcall::erasures
