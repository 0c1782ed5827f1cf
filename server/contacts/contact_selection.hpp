#pragma once

#include <cstdint>
#include <vector>

#include "access/caller_store.hpp"
#include "contacts/contact_selection_store.hpp"

namespace rollcall::contacts {

/// What became of contacts that a request named. The numbers sum to that of the different ids.
struct SelectionResult {
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;  ///< they were so already
    std::int64_t not_found = 0;  ///< unknown, or out of the caller's scope
};

/// The contacts that a request names, as far as the caller has access to them.
struct Selection {
    std::vector<SelectedContact> contacts;  ///< each once, in the order of their ids
    std::int64_t not_found = 0;

    std::vector<ContactId> ids() const;
    /// What becomes of them where that many are changed.
    SelectionResult result(std::int64_t changed) const;
};

/// Throws Error::invalid for more than max_selected_contacts, and for none.
Selection select_contacts(database::Transaction& tx, const access::CurrentCaller& caller,
                          const std::vector<ContactId>& ids, Time now);

}  // namespace rollcall::contacts
