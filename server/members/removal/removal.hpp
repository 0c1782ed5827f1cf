#pragma once

#include "access/context.hpp"
#include "audit/audit_store.hpp"
#include "core/etag.hpp"
#include "erasure_ledger/ledger.hpp"
#include "identity/end_access.hpp"

namespace rollcall::members {

/// What a removal ended and deleted.
struct RemovalReceipt {
    MemberId member;
    std::int64_t sessions = 0;                   ///< that ended
    std::int64_t api_tokens = 0;                 ///< that were revoked
    std::int64_t assignments = 0;                ///< to agents and companies, deleted
    std::int64_t emails = 0;                     ///< queued, sent and kept, deleted
    Time erase_by;                               ///< when the bytes have left ...
    database::Database::ErasedFrom erased_from;  ///< ... this
};

/// Removes a member for good (M36-M39).
///
/// Every session and API token has ended when it returns. Profile, picture, password, sessions, tokens, assignments,
/// invitation and emails are deleted; their bytes leave what `RemovalReceipt::erased_from` says by
/// `RemovalReceipt::erase_by`. What was done stays in the audit log, by ids. Agents and companies stay.
///
/// Throws Error last_administrator for the last active administrator, Error::not_found for an unknown id,
/// Error::changed_meanwhile. Who may call: administrators.
RemovalReceipt remove_member(const access::Context& context, erasure_ledger::Ledger& ledger, const MemberId& id,
                             const ExpectedVersion& expected);

struct EndedMembership {
    identity::EndedAccess access;
    std::int64_t emails = 0;  ///< queued, sent and kept, deleted
};

/// Inside the write of a removal: ends the member's access, deletes the rows, leaves the bytes to the worker, and
/// records it. Whether anybody is left to administer the account is for the caller to find out.
EndedMembership delete_membership(database::Transaction& tx, const audit::Actor& actor, const MemberId& id,
                                  std::string_view email, Time removed_at, Time now);

}  // namespace rollcall::members
