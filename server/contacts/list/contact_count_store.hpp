#pragma once

#include <cstdint>

#include "access/caller.hpp"
#include "contacts/list/contact_filter.hpp"

namespace rollcall::contacts {

struct ContactCount {
    std::int64_t contacts = 0;
    bool is_exact = true;  ///< otherwise about that number
};

enum class Counting {
    about,  ///< reads few contacts, whatever the number of them is: where many match, it is computed from a sample
    exact,  ///< may read all contacts in scope
};

/// How many contacts of the companies in the caller's scope match; none without access_crm.
ContactCount count_contacts(database::Transaction& tx, const access::Caller& caller, const ContactFilter& filter,
                            Counting counting, Time now);

}  // namespace rollcall::contacts
