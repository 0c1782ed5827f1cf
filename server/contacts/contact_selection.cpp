#include "contacts/contact_selection.hpp"

#include <fmt/format.h>

#include <set>

#include "contacts/contact_limits.hpp"
#include "core/error.hpp"

namespace rollcall::contacts {

std::vector<ContactId> Selection::ids() const {
    std::vector<ContactId> ids;
    for (const auto& contact : contacts) ids.push_back(contact.id);
    return ids;
}

SelectionResult Selection::result(std::int64_t changed) const {
    return {
        .changed = changed, .unchanged = static_cast<std::int64_t>(contacts.size()) - changed, .not_found = not_found};
}

Selection select_contacts(database::Transaction& tx, const access::CurrentCaller& caller,
                          const std::vector<ContactId>& ids, Time now) {
    if (ids.empty()) throw Error::invalid("contact_ids", "Name at least one contact.");
    if (ids.size() > max_selected_contacts) {
        throw Error::invalid("contact_ids",
                             fmt::format("These are too many: at most {} contacts at once.", max_selected_contacts));
    }
    Selection selection{.contacts = list_selected_contacts(tx, caller, ids, now)};
    const std::set<ContactId> different(ids.begin(), ids.end());
    selection.not_found = static_cast<std::int64_t>(different.size() - selection.contacts.size());
    return selection;
}

}  // namespace rollcall::contacts
