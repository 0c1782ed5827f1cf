#pragma once

#include <string_view>

namespace rollcall::database::postgres {

/// A condition on a row `t` of pg_class: that no extension has made it. Those that extensions make are no concern of
/// Rollcall.
inline constexpr std::string_view is_of_no_extension =
    "NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.objid = t.oid AND e.classid = CAST('pg_class' AS regclass) AND "
    "e.deptype = 'e')";

}  // namespace rollcall::database::postgres
