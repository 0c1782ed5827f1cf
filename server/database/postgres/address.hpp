#pragma once

#include <string>
#include <string_view>

namespace rollcall::database {

/// Whether this names a PostgreSQL database, as `postgres://user:password@host:5432/database` does, and not a file.
bool is_postgres_address(std::string_view text);

/// Whether such an address can be read as it was meant. One with a `@` too many, or with a `/` or `?` before it,
/// cannot: parts of a password would be taken for a host or a port, and told in errors.
bool is_well_formed(const std::string& postgres_address);

}  // namespace rollcall::database
