#pragma once

#include <string>

#include "database/database.hpp"

/// Rows that other rows point to, for tests of what is not about them.
namespace rollcall::database::testing {

inline void insert_test_account(Transaction& tx) {
    tx.execute(R"(INSERT INTO accounts (id, name, crm_enabled, minimum_password_length, created_at)
                  VALUES (1, 'Harbour', 1, 12, 0))");
}

/// Its name is its id.
inline void insert_test_company(Transaction& tx, const std::string& id) {
    tx.execute("INSERT INTO companies (id, name, name_caseless, name_folded, created_at) VALUES ($1, $1, $1, $1, 0)",
               id);
}

/// Its name is its id.
inline void insert_test_agent(Transaction& tx, const std::string& id, const std::string& company) {
    tx.execute(R"(INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at, updated_at)
                  VALUES ($1, $2, $1, $1, $1, 0, 0))",
               id, company);
}

/// Its name and email are its id. The role is `member` or `administrator`.
inline void insert_test_member(Transaction& tx, const std::string& id, const std::string& role) {
    tx.execute(R"(INSERT INTO members (id, email, email_folded, name, name_folded, role, permissions, password_hash,
                                       created_at)
                  VALUES ($1, $1, $1, $1, $1, $2, 0, '', 0))",
               id, role);
}

}  // namespace rollcall::database::testing
