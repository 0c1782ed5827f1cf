#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "database/database.hpp"

namespace rollcall::app {

/// Which key file and which storage belong to a database.
struct Installation {
    std::string key_fingerprint;
    std::string storage_id;

    friend bool operator==(const Installation&, const Installation&) = default;
};
BOOST_DESCRIBE_STRUCT(Installation, (), (key_fingerprint, storage_id))

/// Nothing until a server has started with the database.
std::optional<Installation> find_installation(database::Transaction& tx);

/// Stores it where there is none yet. Returns what is stored.
Installation insert_or_find_installation(database::Transaction& tx, const Installation& installation);

/// The next server that starts decides which key file and which storage it is.
void delete_installation_row(database::Transaction& tx);

}  // namespace rollcall::app
