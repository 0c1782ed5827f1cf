#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "database/database.hpp"

namespace rollcall::database {

/// One kind of row that keeps folded texts.
struct FoldedRows {
    std::string_view target;  ///< its name in the table `foldings`
    /// Folds the texts of the next few rows after `position` again; empty is before the first. Returns the position
    /// after them; empty when there are no more.
    std::function<std::string(Transaction& tx, const std::string& position)> refold_next;
};

/// How many rows with a name are folded in one write.
inline constexpr int refolded_rows = 500;

/// Updates the rows that were folded by earlier rules (core/text.hpp, fold_version), in writes of few rows each, until
/// all are done or a stop is requested. One that was interrupted is continued.
void refold_rows(Database& database, const FoldedRows& rows, const std::stop_token& stop = {});

/// `refold_next` for a table with a name. `select_after` returns the id, the name and the folded name of the rows whose
/// id is after $1, in the order of ids, at most $2; `update` sets the folded name $1 where the id is $2.
std::string refold_names(Transaction& tx, std::string_view select_after, std::string_view update,
                         const std::string& position);

}  // namespace rollcall::database
