#pragma once

#include <filesystem>
#include <string>

namespace rollcall::database {

/// The C++ source that defines sqlite_migrations() and postgres_migrations() (database/migrations.hpp), made of
///
///     <folder>/sqlite/NNNN_title.sql, <folder>/postgres/NNNN_title.sql    the first ones, written for each database
///     <folder>/NNNN_title.sql                                         written once (database/embedding/dialects.hpp)
///
/// Throws std::runtime_error with one plain line when a file has another name, a number is absent or occurs twice, or
/// the text for PostgreSQL cannot be derived.
std::string embed_migrations(const std::filesystem::path& folder);

}  // namespace rollcall::database
