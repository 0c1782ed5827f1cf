#pragma once

#include <span>
#include <string_view>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::audit {

/// Records that `actor` did `action` ("member.created") to the thing with the id `subject`, inside the write that
/// does it. `fields` names what was changed. Ids and names of fields only: what was done stays, who the person
/// was does not.
void record(database::Transaction& tx, Time now, const MemberId& actor, std::string_view action,
            std::string_view subject, std::span<const std::string_view> fields = {});

}  // namespace rollcall::audit
