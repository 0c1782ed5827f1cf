#include "audit/audit_store.hpp"

#include <fmt/ranges.h>

#include <string>

namespace rollcall::audit {

namespace {

constexpr auto insert_entry = R"(
    INSERT INTO audit_entries (id, happened_at, actor_id, action, subject_id, fields)
    VALUES ($1, $2, $3, $4, $5, $6))";

}  // namespace

void record(database::Transaction& tx, Time now, const MemberId& actor, std::string_view action,
            std::string_view subject, std::span<const std::string_view> fields) {
    const auto id = make_uuid(now);
    const auto names = fmt::format("{}", fmt::join(fields, ","));
    tx.execute(insert_entry, id, now, actor, action, subject, names);
}

}  // namespace rollcall::audit
