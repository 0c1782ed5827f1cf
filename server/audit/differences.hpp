#pragma once

#include <boost/describe/class.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit_store.hpp"

/// What an entry changed, in plain words: "Recordings: off → on", "Agents: + Reception, − Sales".
namespace rollcall::audit {

/// One field. Values that are lists have `added` and `removed`, others `before` and `after`. A field whose values are
/// not kept has neither.
struct Difference {
    std::string field;                  ///< its name in `changes`, or that of the permission
    std::string label;                  ///< "Recordings"
    std::optional<std::string> before;  ///< "off"; nothing where the object was new
    std::optional<std::string> after;
    std::vector<std::string> added;
    std::vector<std::string> removed;
    bool is_time = false;  ///< whether `before` and `after` are moments, in RFC 3339
};
BOOST_DESCRIBE_STRUCT(Difference, (), (field, label, before, after, added, removed, is_time))

/// Names by ids, of what exists.
using NamesById = std::map<std::string, std::string, std::less<>>;

/// The names of all that the differences of these entries will name. A few statements.
NamesById find_names_in(database::Transaction& tx, const std::vector<Entry>& entries);

/// Of what is deleted, the words are "a deleted agent".
std::vector<Difference> list_differences(const Entry& entry, const NamesById& names);

/// "Recordings: off → on; Agents: + Reception, − Sales".
std::string describe_differences(const std::vector<Difference>& differences);

}  // namespace rollcall::audit
