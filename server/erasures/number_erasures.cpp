#include "erasures/number_erasures.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <vector>

#include "access/confirmation.hpp"
#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "contacts/do_not_call/do_not_call_store.hpp"
#include "contacts/imports/import_erasure.hpp"
#include "contacts/input_checks.hpp"
#include "contacts/search/contact_search_index.hpp"
#include "core/error.hpp"
#include "erased_numbers/erased_number_store.hpp"
#include "erased_numbers/erased_numbers.hpp"
#include "erasures/erasure_limits.hpp"
#include "erasures/row_erasure.hpp"
#include "jobs/unreferenced_blobs.hpp"

namespace rollcall::erasures {

namespace {

using access::CurrentCaller;
using database::Transaction;

// Those in which PostgreSQL keeps what was deleted until they are vacuumed.
constexpr std::string_view tables_with_numbers[] = {"contacts",
                                                    "contact_tags",
                                                    "contact_field_values",
                                                    "contact_other_phones",
                                                    "contact_search_pieces",
                                                    "contact_search_removals",
                                                    "contact_imports",
                                                    "contact_import_chunks",
                                                    "contact_import_columns",
                                                    "do_not_call_entries",
                                                    "segments",
                                                    "calls",
                                                    "call_transcripts",
                                                    "call_words",
                                                    "queued_call_words",
                                                    "recordings",
                                                    "call_events",
                                                    "call_arrivals",
                                                    "idempotency_keys",
                                                    "campaigns",
                                                    "attempts",
                                                    "number_erasures"};

std::string required_phone(const EraseNumber& input) {
    FieldCheck check;
    const auto phone = contacts::checked_phone(input.phone, "", check);
    check.finish();
    if (!phone) throw Error::invalid("phone", "This is required.");
    return *phone;
}

Time deadline_for(const ErasureCounts& counts, Time now) {
    return now + number_erasure_time + time_per_call * std::max<std::int64_t>(0, counts.calls - most_calls_in_time);
}

/// Returns early when a stop is requested, and then false.
bool erase_rows(const NumberErasureContext& context, const NumberErasure& erasure, const std::stop_token& stop) {
    if (!erasure.sealed_phone) return true;
    const auto phone = context.key.open(*erasure.sealed_phone);
    if (!phone) {
        throw Error::unavailable("The number of an erasure was encrypted with a different key file.");
    }
    if (!erase_remaining_rows(context, {.phone = *phone, .calls_until = erasure.requested_at}, stop)) return false;
    const erasure_ledger::Entry entry{erasure.requested_at, erasure_ledger::ErasedKind::number,
                                      erased_numbers::keyed_hash(context.key, *phone)};
    context.ledger.append({&entry, 1});
    const auto imports = contacts::find_imports_with_number(context.database, context.blobs, *phone);
    context.database.write([&](Transaction& tx) {
        contacts::erase_imports(tx, imports, context.clock.now());
        update_number_erasure_unsealed(tx, erasure.id, std::ssize(imports));
    });
    return true;
}

/// Erases what is left of the rows, and notes it. Returns early when a stop is requested, and then false.
bool erase_bytes(const NumberErasureContext& context, const std::vector<NumberErasure>& erased,
                 const std::stop_token& stop) {
    auto& database = context.database;
    contacts::release_lost_import_files(database);
    if (!jobs::delete_unreferenced_blobs(database, context.blobs, context.clock, stop)) return false;
    while (database.write(contacts::index_waiting_contacts)) {
    }
    if (!database.erase_remains(tables_with_numbers, stop)) return false;
    database.write([&](Transaction& tx) {
        for (const auto& erasure : erased) {
            update_number_erasure_finished(tx, erasure.id, context.clock.now());
            audit::record(tx, context.clock.now(), {erasure.requested_by, audit::ActorKind::worker}, "number.erased",
                          erasure.id.text());
        }
    });
    return true;
}

}  // namespace

ErasureReceipt erase_number(const access::Context& context, const NumberErasureContext& work,
                            const EraseNumber& input) {
    const auto& key = work.key;
    access::require(context.caller, access::Action::erase_number);
    const auto phone = required_phone(input);
    if (input.dry_run.value_or(false)) {
        auto counts = count_rows(context.database, {.phone = phone, .calls_until = context.now()});
        counts.imports = std::ssize(contacts::find_imports_with_number(context.database, work.blobs, phone));
        return {.counts = counts};
    }
    access::require_confirmation(context.caller, context.now());
    // Before the write, for which others wait.
    const auto counts = count_rows(context.database, {.phone = phone, .calls_until = context.now()});
    const auto erasure = context.write([&](Transaction& tx, const CurrentCaller& caller) {
        access::require(caller, access::Action::erase_number);
        access::require_confirmation(caller, context.now());
        const auto now = context.now();
        NumberErasure made{.id = ErasureId::make(now),
                           .requested_by = caller.member,
                           .requested_at = now,
                           .erase_by = deadline_for(counts, now),
                           .erased_at = std::nullopt,
                           .sealed_phone = key.seal(phone),
                           .counts = counts};
        erased_numbers::remember_erased_number(tx, key, phone, now);
        erase_contacts(tx, caller, key, {.phone = phone, .calls_until = now}, now);
        if (input.add_to_do_not_call.value_or(false)) {
            // It may be there already.
            (void)contacts::insert_do_not_call_row(tx, {.id = contacts::DoNotCallEntryId::make(now),
                                                        .phone = erased_numbers::erased_form(key, phone),
                                                        .created_at = now});
        }
        insert_number_erasure_row(tx, made);
        audit::record(tx, now, caller, "number.erasure_requested", made.id.text());
        return made;
    });
    work.ledger.try_append(
        {erasure.requested_at, erasure_ledger::ErasedKind::number, erased_numbers::keyed_hash(key, phone)});
    erase_first_rows(work, {.phone = phone, .calls_until = erasure.requested_at});
    return {.counts = counts, .erasure = erasure};
}

database::Page<NumberErasure> get_number_erasures(const access::Context& context,
                                                  const database::PageRequest& request) {
    access::require(context.caller, access::Action::view_erasures);
    return context.read([&](Transaction& tx) { return list_number_erasures(tx, request); });
}

std::size_t finish_number_erasures(const NumberErasureContext& context, const std::stop_token& stop) {
    const auto open = context.database.read([](Transaction& tx) { return list_open_number_erasures(tx); });
    // One that fails must not keep the others from being finished in time.
    std::vector<NumberErasure> erased;
    std::exception_ptr failure;
    for (const auto& erasure : open) {
        try {
            if (!erase_rows(context, erasure, stop)) return 0;
            erased.push_back(erasure);
        } catch (const std::exception&) {
            failure = std::current_exception();
        }
    }
    if (!erased.empty() && !erase_bytes(context, erased, stop)) return 0;
    if (failure) std::rethrow_exception(failure);
    return erased.size();
}

void add_numbers_to_ledger(database::Database& database, erasure_ledger::Ledger& ledger) {
    std::string last;
    for (;;) {
        const auto numbers = database.read([&](Transaction& tx) {
            return erased_numbers::list_erased_numbers_after(tx, last, erased_numbers_read_at_once);
        });
        if (numbers.empty()) return;
        std::vector<erasure_ledger::Entry> entries;
        for (const auto& number : numbers) {
            entries.push_back({number.erased_at, erasure_ledger::ErasedKind::number, number.number_hash});
        }
        ledger.append(entries);
        last = numbers.back().number_hash;
    }
}

jobs::PeriodicWork number_erasure_work(const NumberErasureContext& context) {
    return {.name = "Erasing phone numbers",
            .run =
                [context](const std::stop_token& stop) {
                    const auto count = finish_number_erasures(context, stop);
                    if (count > 0) spdlog::info("Erased what was known about {} phone numbers", count);
                },
            .retries = number_erasure_retries,
            .claim = jobs::claim_in(context.database)};
}

}  // namespace rollcall::erasures
