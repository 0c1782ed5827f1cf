#pragma once

#include <optional>
#include <string>

#include "database/database.hpp"

namespace rollcall::accounts {

/// The whole of one installation, and its settings.
struct Account {
    std::string name;
    bool crm_enabled = true;
    int minimum_password_length = 6;  ///< code points. Seed: "minimum 6 characters"
};

/// Nothing while it has not been set up.
std::optional<Account> find(database::Transaction& tx);

/// The account of a server that is set up. Throws std::logic_error while it is not.
Account get(database::Transaction& tx);

enum class Inserted { yes, was_there };

/// Makes the one account, or leaves the one that is there as it is.
Inserted insert(database::Transaction& tx, const Account& account, Time now);

}  // namespace rollcall::accounts
