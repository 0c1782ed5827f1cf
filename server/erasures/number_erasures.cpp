#include "erasures/number_erasures.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <exception>
#include <span>
#include <vector>

#include "access/confirmation.hpp"
#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "calls/erasing/call_erasure.hpp"
#include "calls/erasing/calls_of_number_store.hpp"
#include "campaigns/erasing/attempt_erasure.hpp"
#include "campaigns/erasing/attempts_of_number_store.hpp"
#include "connectors/ingest/event_erasure.hpp"
#include "contacts/contact_store.hpp"
#include "contacts/do_not_call/do_not_call_store.hpp"
#include "contacts/imports/import_erasure.hpp"
#include "contacts/input_checks.hpp"
#include "contacts/search/contact_search_index.hpp"
#include "core/error.hpp"
#include "erased_numbers/erased_numbers.hpp"
#include "erasures/erasure_limits.hpp"
#include "jobs/unreferenced_blobs.hpp"

namespace rollcall::erasures {

namespace {

using access::CurrentCaller;
using database::Database;
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

/// Without imports, to count which their files are read.
ErasureCounts count_rows(const access::Context& context, const std::string& phone) {
    const calls::CallsOfNumber wanted{erased_numbers::writings_of(phone), context.now()};
    return context.read([&](Transaction& tx) {
        const auto of_calls = calls::count_calls_of_number(tx, wanted);
        return ErasureCounts{.contacts = std::ssize(contacts::list_contacts_of_number(tx, phone)),
                             .calls = of_calls.calls,
                             .transcripts = of_calls.transcripts,
                             .recordings = of_calls.recordings,
                             .webhook_events = connectors::count_events_of_number(tx, wanted),
                             .attempts = campaigns::count_attempts_of_number(tx, phone)};
    });
}

Time deadline_for(const ErasureCounts& counts, Time now) {
    return now + number_erasure_time + time_per_call * std::max<std::int64_t>(0, counts.calls - most_calls_in_time);
}

void add_do_not_call(Transaction& tx, const std::string& erased_phone, const std::optional<CompanyId>& company,
                     Time now) {
    // It may be there already.
    (void)contacts::insert_do_not_call_row(
        tx,
        {.id = contacts::DoNotCallEntryId::make(now), .company_id = company, .phone = erased_phone, .created_at = now});
}

/// A contact that nobody may call leaves an entry for each of its numbers on the list of its company: the person stays
/// protected.
void add_do_not_call_of_contact(Transaction& tx, const SealingKey& key, const contacts::Contact& contact, Time now) {
    auto phones = contact.other_phones;
    if (contact.phone) phones.push_back(*contact.phone);
    for (const auto& phone : phones) {
        add_do_not_call(tx, erased_numbers::erased_form(key, phone), contact.company_id, now);
    }
}

void erase_contacts(Transaction& tx, const CurrentCaller& caller, const SealingKey& key, const std::string& phone,
                    Time now) {
    contacts::update_do_not_call_phone_erased(tx, phone, erased_numbers::erased_form(key, phone));
    for (const auto& contact : contacts::list_contacts_of_number(tx, phone)) {
        if (contact.do_not_call) {
            for (const auto& whole : contacts::list_contacts_by_id(tx, std::array{contact.id})) {
                add_do_not_call_of_contact(tx, key, whole, now);
            }
        }
        contacts::delete_contact_row(tx, contact.id);
        audit::record(tx, now, caller, "contact.erased", contact.id.text());
    }
}

/// Erases at most `limit` calls, and what came for them, in one write after the other. Returns how many there were.
std::int64_t erase_some_calls(Database& database, const Clock& clock, const SealingKey& key,
                              const calls::CallsOfNumber& wanted, std::int64_t limit, const std::stop_token& stop) {
    const auto found = database.read([&](Transaction& tx) { return calls::list_calls_of_number(tx, wanted, limit); });
    for (auto rest = std::span(found); !rest.empty() && !stop.stop_requested();) {
        const auto part = rest.first(std::min(rest.size(), static_cast<std::size_t>(calls_erased_at_once)));
        database.write([&](Transaction& tx) {
            for (const auto& call : calls::list_calls_to_erase(tx, part)) {
                calls::erase_call(tx, key, call, clock.now());
                if (!call.connection_id) continue;
                connectors::erase_events_of_call(tx, key, {*call.connection_id, *call.external_id});
            }
        });
        rest = rest.subspan(part.size());
    }
    return std::ssize(found);
}

void erase_webhooks_without_call(Database& database, const SealingKey& key, const std::string& digits,
                                 const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto events = database.read(
            [&](Transaction& tx) { return connectors::list_events_without_call(tx, digits, events_erased_at_once); });
        if (events.empty()) return;
        database.write([&](Transaction& tx) { connectors::erase_events(tx, key, events); });
        if (std::ssize(events) < events_erased_at_once) return;  // later ones are stored without the number
    }
}

/// Returns how many it has erased, at most `attempts_erased_at_once`.
std::int64_t erase_some_attempts(Database& database, const Clock& clock, const std::string& phone) {
    return database.write([&](Transaction& tx) {
        return campaigns::erase_attempts_of_number(tx, phone, attempts_erased_at_once, clock.now());
    });
}

/// Returns early when a stop is requested, and then false.
bool erase_rows(const NumberErasureContext& context, const NumberErasure& erasure, const std::stop_token& stop) {
    if (!erasure.sealed_phone) return true;
    const auto phone = context.key.open(*erasure.sealed_phone);
    if (!phone) {
        throw Error::unavailable(
            "The number of an erasure was sealed with another key file than the one that is here.");
    }
    const calls::CallsOfNumber wanted{erased_numbers::writings_of(*phone), erasure.requested_at};
    while (!stop.stop_requested() && erase_some_calls(context.database, context.clock, context.key, wanted,
                                                      calls_found_at_once, stop) == calls_found_at_once) {
    }
    erase_webhooks_without_call(context.database, context.key, wanted.writings.digits, stop);
    while (!stop.stop_requested() &&
           erase_some_attempts(context.database, context.clock, *phone) == attempts_erased_at_once) {
    }
    if (stop.stop_requested()) return false;
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
    jobs::delete_unreferenced_blobs(database, context.blobs, context.clock);
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

ErasureReceipt erase_number(const access::Context& context, const SealingKey& key, storage::Blobs& blobs,
                            const EraseNumber& input) {
    access::require(context.caller, access::Action::erase_number);
    const auto phone = required_phone(input);
    if (input.dry_run.value_or(false)) {
        auto counts = count_rows(context, phone);
        counts.imports = std::ssize(contacts::find_imports_with_number(context.database, blobs, phone));
        return {.counts = counts};
    }
    access::require_confirmation(context.caller, context.now());
    // Before the write, for which others wait.
    const auto counts = count_rows(context, phone);
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
        erase_contacts(tx, caller, key, phone, now);
        if (input.add_to_do_not_call.value_or(false)) {
            add_do_not_call(tx, erased_numbers::erased_form(key, phone), std::nullopt, now);
        }
        insert_number_erasure_row(tx, made);
        audit::record(tx, now, caller, "number.erasure_requested", made.id.text());
        return made;
    });
    // First: what is planned must not become a call.
    erase_some_attempts(context.database, context.clock, phone);
    const calls::CallsOfNumber wanted{erased_numbers::writings_of(phone), erasure.requested_at};
    erase_some_calls(context.database, context.clock, key, wanted, writes_of_request * calls_erased_at_once, {});
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
        } catch (const Error&) {
            failure = std::current_exception();
        }
    }
    if (!erased.empty() && !erase_bytes(context, erased, stop)) return 0;
    if (failure) std::rethrow_exception(failure);
    return erased.size();
}

jobs::PeriodicWork number_erasure_work(const NumberErasureContext& context) {
    return {.name = "Erasing phone numbers",
            .run =
                [context](const std::stop_token& stop) {
                    const auto count = finish_number_erasures(context, stop);
                    if (count > 0) spdlog::info("Erased what was known about {} phone numbers", count);
                },
            .retries = number_erasure_retries};
}

}  // namespace rollcall::erasures
