#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

#include "audit/audit_store.hpp"
#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"
#include "erasure_ledger/ledger.hpp"
#include "erasures/number_erasure_store.hpp"
#include "storage/blobs.hpp"

/// The erasure of the rows of one phone number, but for imports.
namespace rollcall::erasures {

/// What an erasure needs besides the request.
struct NumberErasureContext {
    database::Database& database;
    storage::Blobs& blobs;
    const Clock& clock;
    const SealingKey& key;
    erasure_ledger::Ledger& ledger;
};

/// What is to be erased.
struct WantedNumber {
    std::string phone;  ///< in E.164
    Time calls_until;   ///< calls that began or were stored until then
    /// Contacts, entries of do-not-call lists, searches of segments, webhooks and attempts made until then.
    Time others_until = Time::max();
};

/// How much there is, without imports, to count which their files are read.
ErasureCounts count_rows(database::Database& database, const WantedNumber& wanted);

/// Deletes contacts, and takes the number from entries of do-not-call lists and from the searches of segments, in one
/// write. A contact that is not to be called leaves entries. Returns how many contacts it was.
std::int64_t erase_contacts(database::Transaction& tx, const audit::Actor& actor, const SealingKey& key,
                            const WantedNumber& wanted, Time now);

/// What the request itself erases besides contacts: what is planned must not become a call.
void erase_first_rows(const NumberErasureContext& context, const WantedNumber& wanted);

/// Erases calls, attempts and webhooks, in many writes. Returns early when a stop is requested, and then false.
[[nodiscard]] bool erase_remaining_rows(const NumberErasureContext& context, const WantedNumber& wanted,
                                        const std::stop_token& stop);

}  // namespace rollcall::erasures
