#pragma once

#include <string>
#include <string_view>

namespace rollcall::database {

/// Whether this is the address of a PostgreSQL database, `postgres://user:password@host:5432/database`, and not a file.
bool is_postgres_address(std::string_view text);

/// Whether such an address is unambiguous. One with a second `@`, or with a `/` or `?` before it, is not: a part of the
/// password would be read as host or port, and shown in errors.
bool is_well_formed(const std::string& postgres_address);

/// Whether a well-formed address names more than one: `postgres://one,two/rollcall`.
bool names_several_servers(const std::string& postgres_address);

}  // namespace rollcall::database
