#pragma once

#include <string>
#include <string_view>

namespace rollcall::database {

/// A migration that is written once, migrations/NNNN_title.sql, is SQLite's SQL. The text for PostgreSQL follows by
/// rule:
///
///     INTEGER                          BIGINT
///     TEXT                             TEXT COLLATE "C", in CAST (... AS TEXT) it stays
///     ) STRICT                         )
///     ) STRICT, WITHOUT ROWID          )
///
/// Only words in capitals outside comments and quotes are meant. What the rule cannot derive is written for each
/// database, between lines that are markers; one of the two parts may be absent:
///
///     -- sqlite:
///     number INTEGER PRIMARY KEY,
///     -- postgres:
///     number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
///     -- both:
///
/// Both functions throw std::runtime_error with one plain line: for a comment of one word and a colon that is not such
/// a marker, for markers in another order, and for words that mean something else to PostgreSQL or nothing (REAL, BLOB,
/// COLLATE, AUTOINCREMENT, ...) outside an exception.
std::string derive_sqlite(std::string_view sql);
std::string derive_postgres(std::string_view sql);

}  // namespace rollcall::database
