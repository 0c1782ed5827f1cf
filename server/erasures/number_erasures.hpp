#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "access/context.hpp"
#include "erasures/number_erasure_store.hpp"
#include "erasures/row_erasure.hpp"
#include "jobs/periodic_worker.hpp"

/// The erasure of everything about one phone number (docs/decisions/0042-erasure-by-number.md).
namespace rollcall::erasures {

struct EraseNumber {
    std::string phone;  ///< with + and the country code, in any way of writing it
    std::optional<bool> dry_run;
    std::optional<bool> add_to_do_not_call;  ///< puts it on the account's list, by its keyed hash
};

/// What was found, and for the erasure itself when its bytes are gone.
struct ErasureReceipt {
    ErasureCounts counts;
    std::optional<NumberErasure> erasure;  ///< nothing for a dry run
};

/// Erases what is known about a number, in all companies. Contacts are deleted when it returns, and so are the personal
/// data of most calls; a worker does the rest, and erases the bytes. With `dry_run` it only counts.
///
/// Throws Error::invalid for what is no number, Error confirmation_required. Who may call: administrators, also while
/// the CRM is switched off.
ErasureReceipt erase_number(const access::Context& context, const NumberErasureContext& work, const EraseNumber& input);

/// Who may call: administrators.
database::Page<NumberErasure> get_number_erasures(const access::Context& context, const database::PageRequest& request);

/// Finishes the erasures that are open, also those that a crash interrupted. Returns how many it has finished. Throws
/// Error::unavailable when one could not be finished, after the others; it is to be tried again. None is finished that
/// the ledger does not have.
std::size_t finish_number_erasures(const NumberErasureContext& context, const std::stop_token& stop);

/// Adds all erased numbers that the database knows to the ledger, where it does not have them: those from before there
/// was one, and those of lines that were damaged or lost.
void add_numbers_to_ledger(database::Database& database, erasure_ledger::Ledger& ledger);

/// `finish_number_erasures` in the background.
jobs::PeriodicWork number_erasure_work(const NumberErasureContext& context);

}  // namespace rollcall::erasures
