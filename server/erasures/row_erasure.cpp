#include "erasures/row_erasure.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include "calls/erasing/call_erasure.hpp"
#include "calls/erasing/calls_of_number_store.hpp"
#include "campaigns/erasing/attempt_erasure.hpp"
#include "campaigns/erasing/attempts_of_number_store.hpp"
#include "connectors/ingest/event_erasure.hpp"
#include "contacts/contact_store.hpp"
#include "contacts/contacts_of_number_store.hpp"
#include "contacts/do_not_call/deleted_contacts.hpp"
#include "contacts/do_not_call/do_not_call_store.hpp"
#include "contacts/segments/segment_erasure.hpp"
#include "erased_numbers/erased_numbers.hpp"
#include "erasures/erasure_limits.hpp"

namespace rollcall::erasures {

namespace {

using database::Database;
using database::Transaction;

void insert_entries_of_erased_contact(Transaction& tx, const SealingKey& key, const contacts::Contact& contact,
                                      Time now) {
    for (auto& entry : contacts::make_entries_of_deleted_contact(contact, now)) {
        entry.phone = erased_numbers::erased_form(key, entry.phone);
        (void)contacts::insert_do_not_call_row(tx, entry);  // it may be there already
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

void erase_webhooks_without_call(Database& database, const SealingKey& key, const std::vector<std::string>& digits,
                                 Time until, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto events = database.read([&](Transaction& tx) {
            return connectors::list_events_without_call(tx, digits, until, events_erased_at_once);
        });
        if (events.empty()) return;
        database.write([&](Transaction& tx) { connectors::erase_events(tx, key, events); });
        if (std::ssize(events) < events_erased_at_once) return;  // later ones are stored without the number
    }
}

/// Returns how many it has erased, at most `attempts_erased_at_once`.
std::int64_t erase_some_attempts(Database& database, const Clock& clock, const WantedNumber& wanted) {
    return database.write([&](Transaction& tx) {
        return campaigns::erase_attempts_of_number(tx, wanted.phone, wanted.others_until, attempts_erased_at_once,
                                                   clock.now());
    });
}

}  // namespace

ErasureCounts count_rows(Database& database, const WantedNumber& wanted) {
    const calls::CallsOfNumber calls{erased_numbers::writings_of(wanted.phone), wanted.calls_until};
    return database.read([&](Transaction& tx) {
        const auto of_calls = calls::count_calls_of_number(tx, calls);
        return ErasureCounts{.contacts = std::ssize(contacts::list_contacts_of_number(tx, wanted.phone)),
                             .calls = of_calls.calls,
                             .transcripts = of_calls.transcripts,
                             .recordings = of_calls.recordings,
                             .webhook_events = connectors::count_events_of_number(tx, calls),
                             .attempts = campaigns::count_attempts_of_number(tx, wanted.phone)};
    });
}

std::int64_t erase_contacts(Transaction& tx, const audit::Actor& actor, const SealingKey& key,
                            const WantedNumber& wanted, Time now) {
    const auto& phone = wanted.phone;
    contacts::update_do_not_call_phone_erased(tx, phone, erased_numbers::erased_form(key, phone), wanted.others_until);
    std::int64_t count = 0;
    for (const auto& contact : contacts::list_contacts_of_number(tx, phone)) {
        if (contact.created_at > wanted.others_until) continue;
        for (const auto& whole : contacts::list_contacts_by_id(tx, std::array{contact.id})) {
            insert_entries_of_erased_contact(tx, key, whole, now);
        }
        contacts::delete_contact_row(tx, contact.id);
        audit::record(tx, now, actor, "contact.erased", contact.id.text());
        ++count;
    }
    contacts::erase_number_from_saved_searches(tx, actor, key, phone, wanted.others_until, now);
    return count;
}

void erase_first_rows(const NumberErasureContext& context, const WantedNumber& wanted) {
    erase_some_attempts(context.database, context.clock, wanted);
    erase_some_calls(context.database, context.clock, context.key,
                     {erased_numbers::writings_of(wanted.phone), wanted.calls_until},
                     writes_of_request * calls_erased_at_once, {});
}

bool erase_remaining_rows(const NumberErasureContext& context, const WantedNumber& wanted,
                          const std::stop_token& stop) {
    auto& database = context.database;
    const calls::CallsOfNumber calls{erased_numbers::writings_of(wanted.phone), wanted.calls_until};
    while (!stop.stop_requested() && erase_some_calls(database, context.clock, context.key, calls, calls_found_at_once,
                                                      stop) == calls_found_at_once) {
    }
    erase_webhooks_without_call(database, context.key, calls.writings.digits, wanted.others_until, stop);
    while (!stop.stop_requested() && erase_some_attempts(database, context.clock, wanted) == attempts_erased_at_once) {
    }
    return !stop.stop_requested();
}

}  // namespace rollcall::erasures
